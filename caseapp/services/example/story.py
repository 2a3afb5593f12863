"""The story of one invented case: what happens, in order of time. Pure: the same random stream, the same story."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from caseapp.base.clock import at_london
from caseapp.domain.case import NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import NO, UNKNOWN, YES, SafeContactDetails, SafeTime
from caseapp.services.example.act import Act, office_hour
from caseapp.services.example.stepping_back import after_charge, back_and_again, stepping_back
from caseapp.services.example.world import World, pick

STILL_WAITING_DAYS = 8
"""Of what happened in the last days, some has not reached the client yet: rights that fall due."""


@dataclass(frozen=True, slots=True)
class Story:
    """One case from referral on; `acts` are in order of time."""

    opened: datetime
    worker: int
    person: PersonDetails
    referral: NewReferral
    crime_group: str
    crime_type: str
    relationship: str
    risk: str
    reported_on: date | None
    crime_ref: str | None
    officer: str | None
    safe_contact: SafeContactDetails | None
    acts: tuple[Act, ...]


def tell(random: Random, world: World, number: int, first: date, last: date, contacts: int) -> Story:
    """A story that starts between two days. `contacts` is how many contacts a case has on average."""
    span = max(1, (last - first).days)
    received = first + timedelta(days=int(span * random.random()))
    opened = office_hour(random, received)
    group = world.weighted(random, "crime_groups")
    reported = world.share(random, "reported", group)
    reported_on = received - timedelta(days=random.randint(0, 12)) if reported else None
    disability = world.weighted(Random(f"disability {number}"), "disability")
    person = replace(_person(random, world), disability=disability)
    journey = list(_journey(random, world, reported_on, received, last))
    stepping = stepping_back(random, world, group, reported_on, received, last)
    if stepping is None:
        stepping = after_charge(Random(f"court {number}"), world, journey, last)
    if stepping is not None:
        journey = [act for act in journey if act.at <= stepping.at]
        journey += [stepping, *back_and_again(Random(f"back {number}"), world, stepping, last)]
    months = min(15.0, max(1.0, random.lognormvariate(1.3, 0.6)))
    end = min(received + timedelta(days=int(months * 30)), last + timedelta(days=400))
    end = max(end, _supported_until(number, world, journey, end))
    acts = [
        *journey,
        *(_reports_later(number, received, last) if reported_on is None and stepping is None else ()),
        *_hearings(random, journey, last),
        *_contacts(random, world, received, min(end, last), contacts, months),
    ]
    if end < last:
        closing = office_hour(random, end)
        acts = [act for act in acts if act.at <= closing]
        acts.append(
            Act(closing, "survey", {"instrument": "SERVICE-8"}) if random.random() < 0.45 else Act(closing, "quiet")
        )
        acts.append(
            Act(
                closing,
                "close",
                {
                    "reason": pick(
                        random, ("needs_met", "needs_met", "needs_met", "lost_contact", "moved_area", "stepped_back")
                    )
                },
            )
        )
    return Story(
        opened=opened,
        worker=number % len(world.data["workers"]),
        person=person,
        referral=NewReferral(
            received_on=received,
            received_time=f"{random.randint(8, 17):02d}:{random.randrange(0, 60, 5):02d}",
            route=world.weighted(random, "routes"),
            referrer_agency="Kent Police" if reported else None,
            consent="given",
            crime_group=group,
        ),
        crime_group=group,
        crime_type=world.one_of(random, "crime_types", group),
        relationship=world.weighted(random, "relationships", group),
        risk=world.weighted(random, "risks"),
        reported_on=reported_on,
        crime_ref=f"46/EX/{number + 1:05d}/{received:%y}" if reported else None,
        officer=world.one_of(random, "officers") if reported else None,
        safe_contact=_safe_contact(random, number) if random.random() < 0.92 else None,
        acts=tuple(sorted(acts, key=lambda act: (act.at, act.what == "close"))),
    )


def _supported_until(number: int, world: World, journey: list[Act], planned: date) -> date:
    """Support lasts as long as the case is at court, and for some it goes on long after the police ended theirs."""
    days = {act.facts.get("kind"): act.at.date() for act in journey}
    if "charge" in days:
        return max(days.values()) + timedelta(days=21)
    if "nfa_police" in days and Random(f"on {number}").random() * 100 < float(world.data["stays_after_no_action"]):
        return days["nfa_police"] + timedelta(days=300)
    return planned


def _reports_later(number: int, received: date, last: date) -> Iterator[Act]:
    """A report made with our support. It rolls its own dice: the same seed tells the other stories as before."""
    random = Random(number)
    day = received + timedelta(days=random.randint(5, 60))
    if number % 3 == 0 and day <= last:
        yield Act(office_hour(random, day), "event", {"kind": "report", "happened_on": day, "told_after": None})


def _person(random: Random, world: World) -> PersonDetails:
    sex = world.weighted(random, "sex")
    band = world.weighted(random, "age_bands")
    low = int(band.split("_")[0])
    born = date(2026 - low - random.randint(0, 6), random.randint(1, 12), random.randint(1, 28))
    last = world.one_of(random, "last_start") + world.one_of(random, "last_end")
    return PersonDetails(
        first_name=world.one_of(random, "first_female" if sex == "female" else "first_male"),
        last_name=last,
        born_on=born,
        born_precision="day",
        age_band=band,
        sex=sex,
        ethnicity=world.weighted(random, "ethnicity"),
        district=world.weighted(random, "districts"),
        language="English" if random.random() < 0.9 else pick(random, ("Polish", "Portuguese", "Romanian", "Punjabi")),
        lives_with=pick(random, ("On their own", "Two children", "One child", "Parents", "A friend", None)),
    )


def _safe_contact(random: Random, number: int) -> SafeContactDetails:
    days = pick(random, ((0, 1, 2, 3, 4), (0, 2, 4), (1, 3), (0, 1, 2, 3, 4, 5, 6)))
    start = random.choice((9, 10, 12))
    return SafeContactDetails(
        number=f"07700 900{number % 1000:03d}",
        call_safe=YES,
        text_safe=pick(random, (YES, NO, UNKNOWN)),
        voicemail_safe=pick(random, (NO, NO, YES)),
        email_safe=pick(random, (YES, UNKNOWN, NO)),
        windows=(SafeTime(days, time(start), time(start + random.choice((3, 4, 6)))),),
        code_word=pick(random, ("Marmalade", "Harbour", "Lantern", "Juniper", "Saturday")),
        if_someone_else=pick(random, ('Say "wrong number"', 'Say "survey about broadband"', None)),
        device_monitored=pick(random, (NO, UNKNOWN, YES)),
    )


def _journey(random: Random, world: World, reported: date | None, received: date, last: date) -> Iterator[Act]:
    """Arrest, interview, bail … as far as the case comes before the last day."""
    if reported is None:
        return
    steps: list[tuple[int, str]] = []
    if random.random() < 0.72:
        steps += [(random.randint(0, 4), "arrest"), (0, "interview")]
        steps.append((0, pick(random, ("bail", "bail", "rui", "released_no_charge"))))
        if steps[-1][1] == "bail" and random.random() < 0.35:
            steps.append((random.randint(5, 40), "bail_changed"))
    steps.append((random.randint(3, 25), "statement"))
    ending = world.weighted(random, "endings")
    if ending == "nfa_police":
        steps.append((random.randint(20, 160), "nfa_police"))
    else:
        steps += [(random.randint(20, 120), "file_to_cps"), (random.randint(10, 60), ending)]
    if ending == "charge":
        steps.append((random.randint(10, 35), "hearing"))
        if random.random() < 0.45:
            steps += [(0, "plea_guilty"), (random.randint(20, 60), "sentence")]
        else:
            steps += [
                (0, "plea_not_guilty"),
                (random.randint(120, 420), "trial_starts"),
                (random.randint(1, 5), "verdict"),
            ]
    day = reported
    for days, kind in steps:
        day += timedelta(days=days)
        known = office_hour(
            random, max(day + timedelta(days=random.choice((0, 0, 1, 1, 2, 6))), received + timedelta(days=1))
        )
        if known.date() > last:
            return
        after = _told_after(random, waiting=(last - known.date()).days < STILL_WAITING_DAYS)
        yield Act(known, "event", {"kind": kind, "happened_on": day, "told_after": after})


def _told_after(random: Random, *, waiting: bool) -> int | None:
    """Days until the news reached the client: nearly always soon; of what is fresh, half is still to come."""
    days = random.choice((0, 0, 1, 1, 1, 1, 1, 2, 3, 6))
    return days if random.random() < (0.5 if waiting else 0.96) else None


def _hearings(random: Random, journey: list[Act], last: date) -> Iterator[Act]:
    """Appointments still to come where the journey has reached the court, and a MARAC now and then."""
    kinds = {act.facts.get("kind") for act in journey}
    on = last + timedelta(days=random.randint(1, 25))
    on += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[on.weekday()])
    known = at_london(last - timedelta(days=random.randint(1, 9)), 11)
    if "charge" in kinds and not kinds & {"sentence", "verdict"}:
        place = pick(random, ("Maidstone Crown Court", "Canterbury Crown Court", "Medway Magistrates' Court"))
        yield Act(
            known,
            "hearing",
            {"kind": "court", "on": on, "time": pick(random, ("10:00", "10:30", "14:00")), "place": place},
        )
    elif random.random() < 0.12:
        yield Act(known, "hearing", {"kind": "marac", "on": on, "time": "09:30", "place": "Online"})


def _contacts(random: Random, world: World, received: date, end: date, contacts: int, months: float) -> Iterator[Act]:
    """Contacts, most with the client, some tries and agencies, thinner as months go by."""
    total = max(
        1, round(random.gauss(contacts, contacts * 0.3) * min(1.0, (end - received).days / (months * 30) + 0.1))
    )
    span = max(1, (end - received).days)
    for number in range(total):
        day = received + timedelta(
            days=min(span - 1, int(span * random.random() ** 1.4)) if number else random.choice((0, 1, 2))
        )
        at = office_hour(random, min(day, end))
        if at.date() > end:
            continue
        roll = random.random()
        if roll < 0.5:
            facts: dict[str, Any] = {
                "channel": "call",
                "result": "spoke",
                "minutes": random.choice((5, 10, 12, 15, 20, 35)),
                "note": world.one_of(random, "notes_spoke"),
            }
        elif roll < 0.58:
            facts = {
                "channel": "in_person",
                "result": "met",
                "minutes": random.choice((40, 50, 60, 75)),
                "note": world.one_of(random, "notes_spoke"),
            }
        elif roll < 0.7:
            facts = {
                "channel": "call",
                "result": "no_answer",
                "minutes": 2,
                "note": world.one_of(random, "notes_tried"),
            }
        elif roll < 0.76:
            facts = {"channel": "text", "result": "sent", "minutes": 2, "note": ""}
        else:
            facts = {
                "channel": "agency",
                "result": pick(random, ("replied", "wrote", "spoke")),
                "minutes": 8,
                "note": world.one_of(random, "notes_agency"),
                "agency": "police",
            }
        facts["follow_up"] = world.one_of(random, "follow_ups") if random.random() < 0.3 else None
        yield Act(at, "contact", facts)
