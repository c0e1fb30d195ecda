"""Between the network and the pages: cookies and forms in, pages and plain refusals out.

Pages are plain functions that work in threads, since the database is waited for there, and a
few at a time, since a log-in takes 19 MiB for a moment.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qs, quote

import anyio
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk import visits
from kiosk.chance import CROCKFORD
from kiosk.refusals import Refusal
from kiosk.store import StoreFault
from kiosk.visits import Visit
from kiosk.words import language, msg
from screens.phone import keeping, render, speaking
from screens.phone.ask import OVER, Answer, Ask, Fields, File, Go, Page, new_seat, whole
from screens.phone.carrying import carry, settle
from screens.phone.guard import LONGEST_BODY, TooLarge
from screens.phone.site import Site

Show = Callable[[Ask], Answer]

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 300
THREADS = 2  # more hand the interpreter to and fro: with four a crowd's pages take a fifth longer
DATABASE_AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """One page's place in the site.

    Args:
        path: where it is.
        show: shows it.
        do: does what its form asks for; it raises a `Refusal` where that cannot be done, and then
            the page is shown again as it was filled in.
        member: whether it is for somebody who is logged in.
        shared: whether everybody who is not logged in sees it alike.
        keeps: whether what is typed is kept when the visit ends meanwhile; see `keeping`.
    """

    path: str
    show: Show | None = None
    do: Show | None = None
    member: bool = True
    shared: bool = False
    keeps: bool = False

    def route(self, site: Site, threads: anyio.CapacityLimiter) -> Route:
        """Return the route to this page."""

        async def endpoint(request: Request) -> Response:
            if self.shared and (ready := _on_the_shelf(site, request)):
                return ready
            try:
                form = await _form(request) if request.method == "POST" else Fields()
            except _Malformed:
                return Response("", 400)
            work = partial(self._answer, site, request, form)
            return await anyio.to_thread.run_sync(work, limiter=threads)

        methods = [*(["GET"] if self.show else []), *(["POST"] if self.do else [])]
        return Route(self.path, endpoint, methods=methods)

    def _answer(self, site: Site, request: Request, form: Fields) -> Response:
        ask = _ask(site, request, form)
        ask.shown, ask.keeps = self.show is not None, self.keeps
        try:
            if chosen := speaking.chosen_by_link(ask):
                return _response(ask, chosen)
            with site.kiosk.store.steady():
                answer, status = self._work(ask, request.method == "POST")
            return self._shelve(ask, _response(ask, answer, status))
        except StoreFault as fault:  # it says whether anything was saved
            log.warning("the database is away: %s", fault.code)
            return _response(ask, told(fault), 503, fault)
        except Refusal as refusal:
            return _response(ask, told(refusal), 404, refusal)
        except DATABASE_AWAY as fault:
            log.warning("the database is away: %s", type(fault).__name__)
            return _response(ask, AWAY, 503)
        except Exception as fault:  # noqa: BLE001 - a page that fails takes no other with it
            number = "".join(secrets.choice(CROCKFORD) for _ in range(4))
            log.error("incident %s: %s", number, type(fault).__name__)  # noqa: TRY400 - a traceback holds names
            return _response(ask, _sorry(number), 500)

    def _shelve(self, ask: Ask, response: Response) -> Response:
        """Put up what everybody sees alike: drawn for somebody of whom nothing is known."""
        nobody = (
            not ask.cookies.keys() - {ask.site.cookie("language")}
            and not ask.kept
            and not ask.query
        )
        if self.shared and nobody and response.status_code == HTTPStatus.OK:
            ask.site.shelf.put(ask.path, ask.language.code, bytes(response.body))
        return response

    def _work(self, ask: Ask, posted: bool) -> tuple[Answer, int | None]:
        if posted and not ask.site.is_sealed(ask.seat, ask.form.one("seal")):
            return STALE, 403
        _recognise(ask)
        if self.member and (ask.current is None or (posted and ask.form.one(keeping.LAPSE))):
            return self._over(ask, posted)
        if self.member:
            carry(ask, posted=posted)
            if not posted:
                keeping.bring_back(ask)
        if posted and self.show is not None and ask.form.one("language") in ask.site.speaks:
            speaking.speak(ask, ask.form.one("language"))
            ask.filled = True
            return self.show(ask), None
        if posted and self.do is not None:
            return self._done(ask, self.do)
        if self.show is not None:
            return self.show(ask), None
        return MISSING, 404

    def _done(self, ask: Ask, do: Show) -> tuple[Answer, int | None]:
        try:
            answer = do(ask)
        except Refusal as refusal:
            if refusal.code == "visit-over":
                ask.drop("visit")
                return self._over(ask, posted=True)
            if self.show is None:
                raise
            ask.refused, ask.filled = refusal, True
            return self.show(ask), 503 if isinstance(refusal, StoreFault) else 422
        settle(ask, answer)
        keeping.settle(ask, answer)
        return answer, None

    def _over(self, ask: Ask, posted: bool) -> tuple[Answer, int | None]:
        """Ask for the log-in; a form that was sent has done nothing, and waits where it may."""
        whose = ask.current.resident_id if ask.current else ask.lapsed
        ask.current = None
        back = f"/login?next={quote(ask.path)}" if ask.shown else "/login"
        if not posted:
            return Go(back, OVER.message if whose else None), None
        ask.refused = OVER
        return Page("over.html", {"back": back, "kept": keeping.keep(ask, whose)}), 403


def plain(site: Site, request: Request, status: int) -> Response:
    """Say that a page is not here, whatever else was asked."""
    return _response(_ask(site, request, Fields()), MISSING, status)


class _Malformed(Exception):  # noqa: N818 - it is no fault of ours
    """What was sent is no form."""


async def _form(request: Request) -> Fields:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if len(body) > LONGEST_BODY:
        raise TooLarge
    if kind != FORM:
        raise _Malformed
    try:
        values = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError as fault:
        raise _Malformed from fault
    if any("\0" in each for name, given in values.items() for each in (name, *given)):
        raise _Malformed  # no field of a browser's holds that, and no database takes it
    return Fields(values)


def _ask(site: Site, request: Request, form: Fields) -> Ask:
    cookies = request.cookies
    return Ask(
        site=site,
        language=language(_spoken(site, request)),
        path=request.url.path,
        named={name: str(value) for name, value in request.path_params.items()},
        query=request.query_params,
        form=form,
        cookies=cookies,
        client=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        seat=cookies.get(site.cookie("seat"), ""),
    )


def _on_the_shelf(site: Site, request: Request) -> Response | None:
    """Return the page that everybody sees alike, for somebody of whom nothing is known."""
    known = request.cookies.keys() - {site.cookie("language")}
    if request.method != "GET" or request.url.query or known:
        return None
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    return site.shelf.take(request.url.path, _spoken(site, request), zipped=zipped)


def _spoken(site: Site, request: Request) -> str:
    """Return the language that was chosen, or the browser's, or the estate's."""
    speaks = site.speaks
    if (chosen := request.cookies.get(site.cookie("language"), "")) in speaks:
        return chosen
    for part in request.headers.get("accept-language", "")[:200].split(","):
        wanted = part.partition(";")[0].strip().lower().partition("-")[0]
        wanted = "da" if wanted in {"nb", "nn", "no", "sv"} and wanted not in speaks else wanted
        if wanted in speaks:
            return wanted
    return site.kiosk.settings.estate.language


def _recognise(ask: Ask) -> None:
    """Look up whose visit this is, and keep it from falling idle."""
    spoken, number, resident, token = [*ask.cookie("visit").split("."), "", "", "", ""][:4]
    if not token:
        return
    spoken = spoken if spoken in ask.site.speaks else ask.language.code
    visit_id = ask.unveiled(whole(number), "visit")
    visit = Visit(visit_id, token, ask.unveiled(whole(resident), "person"), spoken)
    try:
        visits.stay(ask.kiosk, visit)
    except StoreFault:
        raise  # nobody is logged out because the database is away
    except Refusal:
        ask.leave()
        with ask.kiosk.store.read() as db:
            ask.lapsed = visit.resident_id if visits.was(db, ask.kiosk, visit) else 0
        return
    ask.current = visit
    ask.language = language(spoken)


def _response(
    ask: Ask, answer: Answer, status: int | None = None, refusal: Refusal | None = None
) -> Response:
    response: Response
    match answer:
        case Go(path, said):
            if said is not None:
                if not ask.seat:
                    new_seat(ask)
                ask.site.said.keep(ask.seat, said)
            response = RedirectResponse(path, 303)
        case File(body, kind, name):
            response = Response(body, media_type=kind)
            if name:
                response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        case Page(template, card, usual):
            html = render.page(ask, template, card)
            response = Response(html, status or usual, media_type="text/html")
            response.headers["Content-Language"] = ask.language.code
    if why := refusal or ask.refused:
        response.headers["X-Refusal"] = why.code  # for whoever reads no sentences
    for name, (value, seconds) in ask.kept.items():
        response.set_cookie(
            ask.site.cookie(name),
            value,
            max_age=seconds,
            secure=ask.site.secure,
            httponly=True,
            samesite="lax",
        )
    return response


def told(refusal: Refusal) -> Page:
    """Return a page that says no more than why not."""
    return Page("told.html", {"text": refusal.message})


def _sorry(number: str) -> Page:
    sentence = msg("That went wrong, and it is our fault (incident %(number)s).", number=number)
    return Page("told.html", {"text": sentence})


STALE = Page("told.html", {"text": msg("This page was open for too long. Open it once more.")})
AWAY = Page("told.html", {"text": msg("Nothing can be looked up right now. Try again soon.")})
MISSING = Page("told.html", {"text": msg("There is no such page here.")})
