"""Where each screen is: a name that others go to, and the module and class behind it.

Screens are imported when they are first gone to, or in a thread behind the first paint. A sheet
named like the module (`screen.tcss`) is loaded with it.
"""

from typing import Final

WELCOME: Final = "welcome"
HOME: Final = "home"

PLACES: Final[dict[str, str]] = {
    "hidden": "screens.lobby.hidden.screen:HiddenScreen",
    "home": "screens.lobby.home.screen:HomeScreen",
    "language": "screens.lobby.language.screen:LanguageScreen",
    "login": "screens.lobby.login.screen:LoginScreen",
    "login_pin": "screens.lobby.login.screen:PinScreen",
    "look_after": "screens.lobby.look_after.screen:LookAfterScreen",
    "look_after_home": "screens.lobby.look_after.screen:LookAfterHomeScreen",
    "register": "screens.lobby.register.where:StairwellStep",
    "register_adult": "screens.lobby.register.person:AdultStep",
    "register_channels": "screens.lobby.register.person:ChannelsStep",
    "register_contact": "screens.lobby.register.person:ContactStep",
    "register_door": "screens.lobby.register.where:DoorStep",
    "register_level": "screens.lobby.register.person:LevelStep",
    "register_name": "screens.lobby.register.person:NameStep",
    "register_pin": "screens.lobby.register.pin:PinStep",
    "register_pin_again": "screens.lobby.register.pin:PinAgainStep",
    "register_terms": "screens.lobby.register.terms:TermsStep",
    "registered": "screens.lobby.register.terms:RegisteredScreen",
    "slip": "screens.lobby.slip.screen:SlipScreen",
    "sorry": "screens.lobby.sorry.screen:SorryScreen",
    "trust": "screens.lobby.trust.circle:CircleScreen",
    "trust_accept": "screens.lobby.trust.answers:AcceptScreen",
    "trust_asked": "screens.lobby.trust.answers:AskedScreen",
    "trust_card": "screens.lobby.trust.invite:CardScreen",
    "trust_invite": "screens.lobby.trust.invite:InviteScreen",
    "trust_stairwell": "screens.lobby.trust.invite:OtherStairwellScreen",
    "trust_tie": "screens.lobby.trust.answers:TieScreen",
    "trust_waiting": "screens.lobby.trust.answers:WaitingScreen",
    "vacation_audience": "screens.lobby.vacation.mine:AudienceScreen",
    "vacation_change": "screens.lobby.vacation.when:WhenScreen",
    "vacation_one": "screens.lobby.vacation.mine:OneScreen",
    "vacation_saved": "screens.lobby.vacation.steps:SavedScreen",
    "vacation_tasks": "screens.lobby.vacation.steps:TasksScreen",
    "vacation_who": "screens.lobby.vacation.steps:WhoScreen",
    "vacations": "screens.lobby.vacation.when:WhenScreen",
    "vacations_mine": "screens.lobby.vacation.mine:MineScreen",
    "welcome": "screens.lobby.welcome.screen:WelcomeScreen",
}
