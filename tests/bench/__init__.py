"""How fast the kiosk is, measured against things that everybody can run beside it.

Milliseconds differ from machine to machine and from hour to hour, so goals are ratios: the kiosk
and its measure run turn by turn in one run, and the median over the turns is what counts.
"""
