"""The closed classes of the trade: who shows series, who reports on them, what kinds there are.

Only words that a television desk would list from memory belong here. Titles and people never do:
those are found by how the text uses them.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def _in_order(text: str) -> list[str]:
    return text.split()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(name for line in text.split("\n") for name in (line.split(" | ") if line else ()))


NETWORKS = _lines(
    """Netflix | HBO | HBO Max | MAX | Hulu | Disney+ | Disney Plus | Disney Channel | Disney XD
Disney Junior | Apple TV+ | Apple TV Plus | Apple TV | AppleTV+ | Apple | Amazon Prime Video
Amazon Prime | Prime Video | Amazon | Freevee | Amazon Freevee | Peacock | Paramount+
Paramount Plus | Paramount Network | Showtime | Starz | STARZ | Epix | EPIX | MGM+ | NBC
ABC | CBS | CBS All Access | Fox | FOX | The CW | CW | The WB | UPN | FX | FXX | FX on Hulu
AMC | AMC+ | Syfy | SYFY | Sci Fi Channel | SCI FI Channel | SCI FI | Sci-Fi Channel
USA Network | TNT | TBS | truTV | A&E | A & E
History Channel | Lifetime | Hallmark Channel | Freeform | ABC Family | MTV | VH1 | BET
BET+ | Comedy Central | Adult Swim | Cartoon Network | Nickelodeon | Nick Jr. | Bravo | E!
Oxygen | TLC | Discovery+ | Discovery Channel | National Geographic | Nat Geo | Pop TV | IFC
SundanceTV | Sundance TV | WE tv | Crackle | YouTube Premium | YouTube Red | YouTube | Quibi
Facebook Watch | Shudder | Acorn TV | BritBox | Roku | Roku Channel | The Roku Channel
Tubi | Crunchyroll | Viki | Spectrum | Bounce TV | TV Land | CMT | WGN America | DirecTV
Spike TV | PBS | PBS Kids | Viaplay | BBC | BBC One | BBC1 | BBC Two | BBC2 | BBC Three
BBC3 | BBC Four | BBC iPlayer | BBC America | CBBC | CBeebies | ITV | ITV1 | ITV2 | ITVX
ITVBe | Channel 4 | Channel Four | Channel 5 | Channel Five | E4 | More4 | Sky | SKY | Sky One
Sky1 | Sky Atlantic | Sky Max | Sky Comedy | Sky History | UKTV | S4C | STV | RTE | RTÉ
CBC | CBC Gem | CTV | Citytv | Crave | Global TV | Foxtel | Channel Nine | Channel Seven
Channel Ten | Network 10 | SBS | tvN | JTBC | KBS | MBC | Wavve | Tving | TVING
Spectrum Originals | Yahoo | Yahoo Screen | Audience Network | BET Plus | ALLBLK
Sundance Now | Cinemax
DC Universe | Food Network | HGTV | U&Dave | U&Drama | U&Alibi | Alibi | Sky Arts
Sky Witness | Network Ten | Nine Network | Seven Network | TV 2 | SVT | NRK
Showmax | Viu | iQIYI | Coupang Play | OCN | Disney+ Hotstar | Hotstar | JioHotstar | ZEE5
SonyLIV | Canal+ | TF1 | ZDF | ARD | RTL
Rai | Movistar+ | Antena 3 | NHK | TVNZ | Globoplay | Televisa | Telemundo | Univision"""
)
# Names that are people, things or places as often as networks: only after "on", "at", "by", "for".
SHY_NETWORKS = _lines(
    "Max | Dave | Stan | Binge | History | Pop | Global | Paramount | Disney |"
    " Discovery | USA | Five | Nine | Ten | Seven | TEN | Gold | Yesterday | OWN | Up"
)

OUTLETS = _lines(
    """The Globe and Mail | Globe and Mail | Deadline | Deadline Hollywood | Variety
The Hollywood Reporter | Hollywood Reporter | THR
TVLine | TV Line | Entertainment Weekly | EW | EW.com | TheWrap | The Wrap | Vulture
IndieWire | Indiewire | Collider | IGN | Reuters | Associated Press | The Associated Press
Bloomberg | TV Guide | TVGuide.com | TV Guide Magazine | E! News | Us Weekly | USA Today
The New York Times | New York Times | Los Angeles Times | L.A. Times | LA Times
Washington Post | The Washington Post | Wall Street Journal | The Wall Street Journal
The Guardian | Guardian | The Times | The Sun | Daily Mail | The Mail | The Mail on Sunday
MailOnline | Daily Mirror | The Mirror | Sunday Mirror | Metro.co.uk | The Telegraph
Daily Telegraph | The Independent | Daily Star | Daily Express | Radio Times
RadioTimes.com | Digital Spy | Chortle | British Comedy Guide | What's on Netflix
What's On Netflix | Screen Rant | ScreenRant | ComicBook.com | CinemaBlend
TV by the Numbers | TV By The Numbers | TV Insider | TVInsider | TVSeriesFinale
TV Series Finale | The Futon Critic | The Verge | Polygon | Gizmodo | io9 | BuzzFeed
HuffPost | Rolling Stone | Vanity Fair | British GQ | SYFY WIRE | Syfy Wire | Newsweek | CNN
BBC News | Sky News
NME | Total Film | GamesRadar | GamesRadar+ | SFX | Den of Geek | Nerdist | Bleeding Cool
Puck | Business Insider | CNBC | Korea Times | Yonhap | Yonhap News | Soompi
Anime News Network | TMZ | New York Post | Evening Standard | The Evening Standard
Sports Illustrated | Cinema Today | Broadcast magazine | Sunday Times | The Sunday Times"""
)

# Heads of a genre phrase; each stands alone as a genre ("a whodunit").
GENRE_HEADS = (
    "comedy-drama|comedy drama|drama-comedy|crime drama|k-drama|docudrama|docu-drama|"
    "docuseries|docu-series|"
    "melodrama|drama|dramedy|dramedies|comedy|comedies|sitcom|rom-com|romcom|romance|"
    "thriller|whodunit|"
    "whodunnit|mystery|mysteries|anthology|horror|fantasy|sci-fi|scifi|science fiction|"
    "western|neo-western|"
    "procedural|mockumentary|documentary|telenovela|soap opera|soap|satire|anime|cartoon|musical|"
    "talk show|chat show|game show|gameshow|quiz show|reality show|reality competition|"
    "dating show|reality|"
    "animation|adventure|noir|action|k-dramas|competition|quiz"
)
# Words that narrow a genre. Settings ("newsroom drama", "prison drama") are not genres.
GENRE_MODIFIERS = (
    "adult animated|young adult|coming-of-age|true crime|true-crime|science fiction|"
    "science-fiction|post-apocalyptic|legal|romantic|crime|"
    "medical|period|family|teen|psychological|political|supernatural|dark|black|musical|action|"
    "sci-fi|scifi|fantasy|horror|zombie|spy|espionage|police|cop|historical|costume|"
    "workplace|mystery|"
    "detective|dystopian|superhero|animated|erotic|sports|war|conspiracy|survival|vampire|"
    "courtroom|comic|comedy|drama|thriller|romance|anthology|gothic|mythological|epic|"
    "adventure|hospital|satirical|surreal|cyberpunk|techno|disaster|sex|reality|dating|cooking|ya|"
    "biographical|limited|military|action-adventure|action-comedy|buddy|buddy-cop|"
    "fantastical|folk|paranormal|heist|murder|queer|noir|western|domestic|family-friendly"
)
# Words that say "this is a television series" without a genre.
SERIES_NOUNS = (
    "series|show|shows|programme|programmes|program|programs|spinoff|spin-off|spinoffs|"
    "spin-offs|prequel|"
    "revival|reboot|remake|sitcom|dramas|thrillers|sitcoms|freshman|newcomer|original|"
    "originals|hit|title|titles|"
    "miniseries|mini-series|adaptation|favourite|favorite"
)

MONTHS = tuple(
    _in_order(
        "january february march april may june july august september october november december"
    )
)
WEEKDAYS = tuple(_in_order("monday tuesday wednesday thursday friday saturday sunday"))

NUMBERS = {
    w: i
    for i, w in enumerate(
        _in_order(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        )
    )
}
ORDINALS = {
    w: i
    for i, w in enumerate(
        _in_order(
            "zeroth first second third fourth fifth sixth seventh eighth ninth tenth "
            "eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        )
    )
} | {"freshman": 1, "debut": 1, "maiden": 1, "inaugural": 1, "sophomore": 2}

NATIONALITIES = words(
    "american british korean japanese mexican spanish french german italian danish swedish "
    "norwegian "
    "turkish indian chinese australian canadian irish scottish welsh english brazilian "
    "colombian polish "
    "dutch belgian israeli nigerian african european asian icelandic finnish argentine "
    "russian thai "
    "nordic scandinavian hollywood bollywood"
)
PLACES = words(
    "us uk usa u.s u.k britain america england scotland wales ireland korea japan mexico "
    "spain france germany "
    "italy india china canada australia london seoul york angeles los europe asia brazil "
    "sweden denmark norway "
    "poland turkey colombia argentina zealand africa wales kingdom states united"
)
# Words that open sentences or label things, and so carry a capital without being a name.
FUNCTION_WORDS = words(
    "people a am about above across after again ahead all almost alone along already also "
    "although always among amid an "
    "and another any anyone anything are around as at away back based because been before "
    "behind being below beside besides "
    "between beyond both but by can could despite did do does don't down during each "
    "earlier early either "
    "else elsewhere even ever every everybody everyone everything exactly except few "
    "finally first five following for former four "
    "from further given had half has have having he hence her here hers him his how "
    "however i i'm i've if in "
    "indeed inside instead into is isn't it its it's itself just last late lately later "
    "least less let let's like little "
    "long made many may maybe me meanwhile might more moreover most much must my near "
    "nearly neither never "
    "nevertheless new next no nobody none nor not nothing now of off often ok on once one "
    "only onto or "
    "originally other others otherwise our out outside over own per perhaps please plenty "
    "previously "
    "quite rather recently same second see seen set several shall she should since six so "
    "some somebody "
    "someone something sometimes soon still such ten than thanks that that's the their "
    "them then there "
    "these they third this those though three through throughout thus to today together "
    "tomorrow tonight too toward "
    "two under unfortunately unless unlike until up upon us very was we well were what "
    "what's whatever when where "
    "whether which while who who's whom whose why will with within without won't would yes "
    "yesterday yet "
    "you your seven eight nine eleven twelve read watch related update updated exclusive "
    "photo picture pictured source "
    "credit advertisement subscribe share comments comment newsletter sign video image "
    "according adapted "
    "starring created written directed produced featuring reportedly sadly news breaking "
    "good bad q counting below fans viewers "
    "critics reviewers reviews producers writers actors stars networks streamers no-one "
    "nor did would does there's he's she's they're we're "
    "elsewhere among total views hours weeks countries genre network status cast plot "
    "synopsis premiered canceled cancelled renewed ended ending "
    "aired airs premieres debuted returns returning release released date dates case "
    "remember don't doesn't didn't isn't wasn't hasn't haven't "
    "can't couldn't wouldn't shouldn't aren't weren't taken taking set asked speaking told "
    "said says according"
)
# Titles that are first names too ("Vera", "Martin") need the company of a title.
GIVEN_NAMES = words(
    "adam al alan alex alice amy andy angel angela ann anna anne annie ben bernard betty bill "
    "bob bobby brian carrie catherine charlie chris claire clare colin dan daniel dave david "
    "debra dexter diana don donny doug elizabeth ellen emily emma eric eve fargo felicity frank "
    "frasier fred gary george grace hannah hank harry helen henry hope jack jake james jane jean "
    "jenny jerry jessica jim jo joan joe joey john johnny jonathan josh judy julia julie justin "
    "karen kate katie kevin larry laura lena lewis linda lisa liz lou louie louis lucas lucy luke "
    "luther maggie marcella margaret maria mark martha martin mary matt max mia michael mike "
    "miranda molly monica morse nancy nick nicola oliver olivia oscar pam paul penny pete peter "
    "phil rachel ray rebecca rhoda richard rick robert robin roger ron rosa rose roy ruth ryan "
    "sally sam samantha sandra sara sarah scott sean shannon simon sophie stephen steve steven "
    "susan suzanne tara ted teresa tim tom tony tyler vera veronica victor victoria vince "
    "walter will william zoe king smith walker cooper sherlock kate"
)
FEASTS = _lines(
    "Boxing Day | Christmas Day | Christmas Eve | Christmas | New Year's Day |"
    " New Year's Eve | New Year | Halloween | Valentine's Day | Easter | Thanksgiving |"
    " Easter Sunday"
)
STUDIOS = _lines(
    """20th Century Fox | 20th Century Fox TV | 20th Century Fox Television | 20th Television
Warner Bros. | Warner Bros. Television | Warner Bros. TV | Sony Pictures Television
Sony Pictures | Universal Television | Universal TV | CBS Studios | CBS Television Studios
ABC Studios | ABC Signature | Amazon Studios | Amazon MGM Studios | Apple Studios
Lionsgate Television | Lionsgate | Paramount Television Studios | Paramount Television
Marvel Studios | Marvel Television | Marvel | DC | DC Studios | Working Title | BBC Studios
ITV Studios | SAG-AFTRA
Rotten Tomatoes | Comic-Con | San Diego Comic-Con | Instagram | Twitter | Facebook | TikTok
Nielsen | Emmy | Emmys | BAFTA | Golden Globe | Golden Globes | Oscar"""
)
# Titles of office are written with a capital before a name, and are no part of it.
OFFICES = words(
    "showrunner showrunners co-showrunner creator creators co-creator co-creators author "
    "authors director producer producers writer writers executive executives president "
    "chairman chairwoman chief ceo cco evp svp vp head boss actor actress corporation "
    "renew renews renewed cancels cancelled canceled axes axed scraps scrapped orders top tv "
    "non-english english"
)
# Nouns that come before a person's name, or head a line: no part of a name that opens a sentence.
ROLE_WORDS = words(
    "showrunner showrunners co-showrunner creator creators co-creator co-creators author "
    "authors novelist director directors producer "
    "producers writer writers executive executives star stars actor actors actress host "
    "presenter president "
    "chairman chairwoman chief ceo head boss comedian filmmaker series season seasons "
    "episode episodes part "
    "volume vol show shows drama comedy thriller sitcom streamer streaming network film "
    "films movie movies tv "
    "television top renewed renews renew canceled cancelled cancels cancel axed axes "
    "scrapped ends ending "
    "final finale trailer spoilers debut premiere premieres non-english chart charts list "
    "report week weekly "
    "rank ranking newcomer co-star co-stars anthology animation animated reality "
    "documentary oscar emmy emmys "
    "grammy bafta baftas sci-fi tuesday's monday's freshmen season's spinoff programme "
    "programmes freshman sophomore rookie no prequel sequel book novel"
)
