"""How the trade says it: sentences about known series, and what each of them decides."""

# Whole sentences are easier to read than wrapped ones.
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt

import pytest

from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document

KNOWN = (
    "24",
    "Alaska Daily",
    "American Gigolo",
    "Away",
    "Batwoman",
    "Becoming Elizabeth",
    "Beef",
    "Big Sky",
    "Blockbuster",
    "Blue Bloods",
    "Bridgerton",
    "Brooklyn Nine-Nine",
    "Chicago Fire",
    "Chicago P.D.",
    "Dark",
    "Disjointed",
    "Doctor Who",
    "Elite",
    "Evil",
    "Firefly",
    "Found",
    "From",
    "GLOW",
    "Gentleman Jack",
    "Gypsy",
    "Happy Valley",
    "House of the Dragon",
    "How I Met Your Father",
    "Humans",
    "I Am Not Okay With This",
    "Inside Job",
    "Jane the Virgin",
    "La Brea",
    "Law & Order: SVU",
    "Legends of Tomorrow",
    "Lovecraft Country",
    "Magnum P.I.",
    "Nashville",
    "Night Sky",
    "Orange Is the New Black",
    "Outlander",
    "Paper Girls",
    "Perry Mason",
    "Quantum Leap",
    "Ripper Street",
    "S.W.A.T.",
    "Shrinking",
    "Slow Horses",
    "Star Trek: Discovery",
    "Surface",
    "Ted Lasso",
    "The Bear",
    "The Cleaning Lady",
    "The Company You Keep",
    "The Conners",
    "The Good Fight",
    "The Hour",
    "The Night Agent",
    "The Recruit",
    "The Sinner",
    "The Society",
    "The Witcher",
    "Three Pines",
    "Timeless",
    "Travelers",
    "Truth Be Told",
    "Tulsa King",
    "Uncoupled",
    "Warrior Nun",
    "Wednesday",
    "Willow",
    "Winning Time",
    "World on Fire",
)
READER = Reader([(name, name) for name in KNOWN])

SAID: list[tuple[str, list[tuple[str, str, int | None]]]] = [
    (
        "Apple TV+ has pulled the plug on Surface after two seasons, Deadline has learned.",
        [("Surface", "canceled", 2)],
    ),
    (
        "From has been picked up for a third season by MGM+. The horror series, led by Harold Perrineau, returns next year.",
        [("From", "renewed", 3)],
    ),
    (
        "Amazon has decided not to move forward with a second season of Night Sky.",
        [("Night Sky", "canceled", 1)],
    ),
    (
        "Netflix has opted not to renew Blockbuster, its workplace comedy starring Randall Park, after a single season.",
        [("Blockbuster", "canceled", 1)],
    ),
    (
        "Warrior Nun has been canceled at Netflix after two seasons. Showrunner Simon Barry broke the news on Twitter on Tuesday.",
        [("Warrior Nun", "canceled", 2)],
    ),
    (
        "The Bear isn't done cooking: FX has ordered a third season of the acclaimed series.",
        [("The Bear", "renewed", 3)],
    ),
    (
        "HBO has axed Winning Time: The Rise of the Lakers Dynasty after two seasons.",
        [("Winning Time", "canceled", 2)],
    ),
    (
        "Showtime has passed on a second season of American Gigolo and pulled Let the Right One In from its slate.",
        [("American Gigolo", "canceled", 1)],
    ),
    (
        "Apple TV+ renewed Slow Horses for seasons three and four in June 2022.",
        [("Slow Horses", "renewed", 3)],
    ),
    (
        "The BBC has confirmed that Happy Valley's third series will be the last.",
        [("Happy Valley", "final_season", 3)],
    ),
    (
        "World on Fire has been axed by the BBC after two series, its creator Peter Bowker confirmed.",
        [("World on Fire", "canceled", 2)],
    ),
    (
        "NBC is bringing La Brea back for a third season, though it will be a short one and the last.",
        [("La Brea", "final_season", 3)],
    ),
    (
        "A day after canceling S.W.A.T., CBS changed its mind and renewed the police drama for a seventh and final season.",
        [("S.W.A.T.", "final_season", 7)],
    ),
    (
        "Inside Job has been given the chop by Netflix, six months after it was handed a second season.",
        [("Inside Job", "canceled", 1)],
    ),
    (
        "Uncoupled found a new home. After Netflix cancelled it in January, Showtime picked the comedy up for season two.",
        [("Uncoupled", "renewed", 2), ("Uncoupled", "canceled", 1)],
    ),
    (
        "NBC has picked up Brooklyn Nine-Nine for a sixth season, one day after Fox canceled it.",
        [("Brooklyn Nine-Nine", "renewed", 6), ("Brooklyn Nine-Nine", "canceled", 5)],
    ),
    (
        "Still awaiting word on their fate at NBC are Quantum Leap and Found.",
        [("Quantum Leap", "not_decided", None), ("Found", "not_decided", None)],
    ),
    (
        "Netflix has yet to announce whether Wednesday will be back for season 2.",
        [("Wednesday", "not_decided", 2)],
    ),
    (
        "Denying reports that it had been axed, the BBC insisted that Doctor Who was safe.",
        [("Doctor Who", "not_decided", None)],
    ),
    (
        "Also gone are The Society and I Am Not Okay With This, Netflix confirmed on Friday, August 21, 2020.",
        [("The Society", "canceled", None), ("I Am Not Okay With This", "canceled", None)],
    ),
    (
        "Netflix's Away has been grounded: the space drama starring Hilary Swank will not be back for a second season.",
        [("Away", "canceled", 1)],
    ),
    (
        "Orange Is the New Black got an early three-season renewal from Netflix in February 2016, taking it through season seven.",
        [("Orange Is the New Black", "renewed", None)],
    ),
    (
        "HBO has brought the curtain down on Perry Mason after two seasons.",
        [("Perry Mason", "canceled", 2)],
    ),
    (
        "Starz has cut short Becoming Elizabeth; the historical drama won't get a second season.",
        [("Becoming Elizabeth", "canceled", 1)],
    ),
    (
        "Season 5 of Star Trek: Discovery will be the show's last, Paramount+ said in March.",
        [("Star Trek: Discovery", "final_season", 5)],
    ),
    ("Shrinking has scored a sophomore season at Apple TV+.", [("Shrinking", "renewed", 2)]),
    (
        "Ted Lasso is not officially over: Apple has said nothing about a fourth season.",
        [("Ted Lasso", "not_decided", 4)],
    ),
    (
        "Fans of the sitcom Disjointed will be disappointed to learn that Netflix won't be ordering more episodes.",
        [("Disjointed", "canceled", None)],
    ),
    (
        "The decision to cancel Gypsy comes six weeks after the show debuted on Netflix.",
        [("Gypsy", "canceled", None)],
    ),
    (
        "ABC Family's cancellation of Jane the Virgin surprised nobody.",
        [("Jane the Virgin", "canceled", None)],
    ),
    ("24 has been renewed for an eighth season by Fox.", [("24", "renewed", 8)]),
    ("Dark was renewed for a third and final season in May 2019.", [("Dark", "final_season", 3)]),
    (
        "Bridgerton was handed a bumper renewal in April 2021, when Netflix ordered seasons 3 and 4.",
        [("Bridgerton", "renewed", 3)],
    ),
    (
        "The Witcher will conclude with its fifth season, which will be filmed back-to-back with the fourth, Netflix said.",
        [("The Witcher", "final_season", 5)],
    ),
    ("NBC drops axe on Timeless for a second time", [("Timeless", "canceled", None)]),
    ("CMT has ordered a 22-episode fifth season of Nashville.", [("Nashville", "renewed", 5)]),
    (
        "Sources tell Variety that Amazon is not moving ahead with Paper Girls season two.",
        [("Paper Girls", "canceled", 1)],
    ),
    (
        "Three Pines ends after one season: Prime Video has opted against a renewal.",
        [("Three Pines", "canceled", 1)],
    ),
    (
        "Chicago Fire, Chicago P.D. and Law & Order: SVU were all renewed for three seasons by NBC in February 2020.",
        [
            ("Chicago Fire", "renewed", None),
            ("Chicago P.D.", "renewed", None),
            ("Law & Order: SVU", "renewed", None),
        ],
    ),
    (
        "The sun has set on Firefly. Fox cancelled Joss Whedon's space western in December 2002 after eleven episodes.",
        [("Firefly", "canceled", None)],
    ),
    (
        "Fox confirmed on Wednesday it won't be renewing The Cleaning Lady.",
        [("The Cleaning Lady", "canceled", None)],
    ),
    ('"Elite" is set to bow out with season eight on Netflix.', [("Elite", "final_season", 8)]),
    (
        "The fate of Truth Be Told was sealed on Friday, when Apple cancelled it after three seasons.",
        [("Truth Be Told", "canceled", 3)],
    ),
    (
        "Gentleman Jack: HBO ends its involvement; the BBC drama is cancelled after series two.",
        [("Gentleman Jack", "canceled", 2)],
    ),
    (
        "In a surprise move, HBO reversed course on Lovecraft Country and will not make a second season.",
        [("Lovecraft Country", "canceled", 1)],
    ),
    (
        "Netflix has officially given The Night Agent the green light for season two, less than a week after its premiere.",
        [("The Night Agent", "renewed", 2)],
    ),
    ("Season 2 of The Recruit is a go at Netflix.", [("The Recruit", "renewed", 2)]),
    (
        "Tulsa King will be back. Paramount+ said it had renewed the Sylvester Stallone series on Nov. 30, 2022.",
        [("Tulsa King", "renewed", None)],
    ),
    (
        "Hulu gave a second season to How I Met Your Father in February 2022.",
        [("How I Met Your Father", "renewed", 2)],
    ),
    (
        "CBS renewed Evil in June 2019. Paramount+ later canceled the drama after four seasons.",
        [("Evil", "canceled", 4), ("Evil", "renewed", None)],
    ),
    (
        "Hulu has canceled How I Met Your Father after two seasons.",
        [("How I Met Your Father", "canceled", 2)],
    ),
    (
        "On Friday the streamer also renewed The Bear, which stars Jeremy Allen White, for a fourth season. Hulu carries the FX show.",
        [("The Bear", "renewed", 4)],
    ),
    (
        "Disney+ has cancelled Willow after one season, according to Deadline.",
        [("Willow", "canceled", 1)],
    ),
    (
        "HBO renewed House of the Dragon less than a week after its August 21 premiere.",
        [("House of the Dragon", "renewed", None)],
    ),
    (
        "Channel 4 has axed Humans after three series, the sci-fi drama's makers said on Tuesday.",
        [("Humans", "canceled", 3)],
    ),
    (
        "The BBC's Ripper Street was cancelled after two series in December 2013, but Amazon came to its rescue two months later.",
        [("Ripper Street", "canceled", 2)],
    ),
    ("USA Network has canceled The Sinner after four seasons.", [("The Sinner", "canceled", 4)]),
    (
        "Legends of Tomorrow and Batwoman were cancelled on the same day, April 29, 2022, by The CW, after seven and three seasons respectively.",
        [("Legends of Tomorrow", "canceled", 7), ("Batwoman", "canceled", 3)],
    ),
    (
        "Starz on Thursday announced that Outlander would conclude with an eighth season.",
        [("Outlander", "final_season", 8)],
    ),
    (
        "ABC also axed rookies Alaska Daily and The Company You Keep.",
        [("Alaska Daily", "canceled", 1), ("The Company You Keep", "canceled", 1)],
    ),
    ("The Office actor has been cast in Netflix's new thriller.", []),
    ("The series finale of Lost aired in May 2010 after six seasons.", []),
    ("Season two of Severance premieres on Apple TV+ on January 17.", []),
    (
        "CBS has renewed 11 more series for the 2019-2020 season — including S.W.A.T., Blue Bloods and Magnum P.I. — the network announced Thursday.",
        [
            ("S.W.A.T.", "renewed", None),
            ("Blue Bloods", "renewed", None),
            ("Magnum P.I.", "renewed", None),
        ],
    ),
    (
        "Renewed for next season:\nThe Conners (ABC)\nBlue Bloods (CBS)\n\nCancelled:\nBig Sky (ABC)\n",
        [
            ("The Conners", "renewed", None),
            ("Blue Bloods", "renewed", None),
            ("Big Sky", "canceled", None),
        ],
    ),
    (
        "The Good Fight has been renewed by CBS All Access for season 4, the service announced today (April 30).",
        [("The Good Fight", "renewed", 4)],
    ),
    ("Yesterday Netflix announced a second season of Beef.", [("Beef", "renewed", 2)]),
    (
        "Netflix has pulled the plug on Travelers, star Eric McCormack revealed in a video posted on Twitter on Friday. The time-travel drama ran for three seasons.",
        [("Travelers", "canceled", 3)],
    ),
    (
        "The Netflix original series GLOW is getting a fourth season. It'll be the last for the wrestling comedy.",
        [("GLOW", "final_season", 4)],
    ),
    (
        "The BBC will not be commissioning a third series of The Hour.",
        [("The Hour", "canceled", 2)],
    ),
]


@pytest.mark.parametrize(("text", "decided"), SAID)
def test_a_decision_is_read_in_the_words_of_the_trade(
    text: str, decided: list[tuple[str, str, int | None]]
) -> None:
    found = READER.read(Document(dt.date(2023, 5, 12), text)).decisions
    wanted = [(series, decision) for series, decision, _ in decided]
    assert sorted((d.series, d.decision) for d in found) == sorted(wanted)
    seasons = {d.series: d.season for d in found}
    for series, _, season in decided:
        assert season is None or season == seasons[series] or len(decided) > len(seasons)
