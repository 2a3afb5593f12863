"""How alike two names are: the same, a pet name, a slip of one letter, the same sound, the two names swapped.

Names of any script are compared as they are written; the sound of a name is only made for Latin letters.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA


class Likeness(IntEnum):
    """How alike two single names are, from worst to best. UNKNOWN: one of them is not there."""

    UNKNOWN = 0
    DIFFERENT = 1
    INITIAL = 2
    SOUNDS_ALIKE = 3
    SIMILAR = 4
    ONE_LETTER = 5
    NICKNAME = 6
    PART_OF = 7
    SAME = 8


# Own list: English given names and the short forms heard most often in Kent, each line one family.
_FAMILIES = """
abigail abbie abby gail|alexander alexandra alex alec sandy sasha lexi lexie|alfred alf alfie fred|amelia
amy millie andrew andy drew|angela angie|anthony tony ant|antonia toni|arthur art artie|barbara barb
babs|benjamin ben benny benji beatrice bea trixie|bethany beth|catherine katherine kathryn cathy kathy kate
katie kat cath kath kitty charles charlie chas chuck|charlotte charlie lottie char|christine christina chris
chrissie tina|christopher chris kit daniel dan danny|danielle dani|david dave davy|deborah debra deb
debbie|dominic dom|donald don|dorothy dot dotty edward ed eddie ted teddy ned|eleanor ellie nell
nora|elizabeth eliza liz lizzie beth betty libby lisa elsie bess emily em emmy millie|emma em|evelyn eve
evie|florence flo florrie flossie|frances fran frankie|francis frank frankie frederick fred freddie|gabriel
gabe|gabrielle gabby|geoffrey jeffrey geoff jeff|georgina georgia georgie gina gerald gerry jerry|grace
gracie|gregory greg|harold harry hal|harriet hattie harry|henry harry hank|imogen immy isabella isabelle
isabel bella belle izzy issy|isaac ike zac|jacob jake|jacqueline jackie jacqui|james jim jimmy jamie janet
jan|jennifer jen jenny|jessica jess jessie|joanna joanne jo|john jon johnny jack|jonathan jon jonny|joseph
joe joey joshua josh|josephine jo josie|judith judy|julia julie jules|katrina kat trina|kenneth ken
kenny|kimberley kim laura laurie lori|lawrence laurence larry laurie|leonard len lenny leo|lewis louis lou
lew|louise lou|lucy lucie lulu madeleine madeline maddie maddy|margaret maggie meg peggy marge margie|martin
marty|mary molly polly|matilda tilly mattie matthew matt|maxwell max|megan meg|melanie mel|melissa mel
missy|michael mike mick micky|michelle shelly mohammed muhammad mohammad mohamed muhammed mo|natalie
nat|nathan nathaniel nat nate|natasha tasha|nicholas nick nicky nicola nicole nicky nic nikki|oliver
ollie|olivia liv livvy|oscar ossie|pamela pam|patricia pat patsy trish tricia patrick pat paddy|penelope
penny|peter pete|philip phillip phil|philippa pippa|phoebe phoebs|rebecca becky becca bex reginald reg
reggie|richard rich rick ricky dick|robert rob robbie bob bobby bert|roberta bobbie|ronald ron ronnie
rosemary rosie rose|samantha sam sammy|samuel sam sammy|sarah sara sally|scarlett scar|sebastian seb|simon
si sophia sophie|stephanie steph|steven stephen steve stevie|stuart stewart stu|susan sue susie
suzanne|teresa theresa tess terry terence terry|theodore theo ted|thomas tom tommy|timothy tim|toby
tobias|valerie val|veronica ronnie vera|victoria vicky tori vic vincent vince vinny|virginia ginny|william
will bill billy liam|winifred win winnie|zachary zac zack|zoe zo
"""
_FAMILY_OF: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_FAMILIES.replace("\n", "|").split("|")):
    for _name in _line.split():
        _FAMILY_OF[_name] = _FAMILY_OF.get(_name, frozenset()) | {_number}


def nickname_families(name: str) -> frozenset[int]:
    """The numbers of the name families that a name belongs to: equal numbers, same name in another form."""
    return _FAMILY_OF.get(bare(name), frozenset())


_SOUND_CHANGES = (
    (re.compile(r"^(?:kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^wh"), "w"),
    (re.compile(r"^ps"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh(?=[^aeiouy]|$)"), ""),
    (re.compile(r"mb$"), "m"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"^x|z"), "s"),
    (re.compile(r"^j"), "g"),
    (re.compile(r"v"), "f"),
)
_SOUND_GROUPS = {
    **dict.fromkeys("bp", "1"), **dict.fromkeys("f", "2"), **dict.fromkeys("gkjx", "3"), **dict.fromkeys("sz", "4"),
    **dict.fromkeys("dt", "5"), "l": "6", **dict.fromkeys("mn", "7"), "r": "8",
}  # fmt: skip


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A name for comparing: no accents, capitals or apostrophes; hyphens and other marks part its words."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"['’`]", "", letters.casefold())).split())


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A short key that names which sound alike share: a kind of Soundex for names written in Latin letters.

    Empty for names with no Latin letter.
    """
    word = re.sub(r"[^a-z]", "", bare(name))
    if not word:
        return ""
    for pattern, change in _SOUND_CHANGES:
        word = pattern.sub(change, word)
    first = "a" if word[:1] in "aeiouy" else word[:1]
    groups, last = [], _SOUND_GROUPS.get(word[:1], "")
    for letter in word[1:]:
        group = _SOUND_GROUPS.get(letter, "")
        if group and group != last:
            groups.append(group)
        if letter not in "hw":
            last = group
    return first + "".join(groups)[:4]


@lru_cache(maxsize=262_144)
def likeness(one: str, other: str) -> Likeness:
    """How alike two single names are (two first names, or two last names)."""
    a, b = bare(one), bare(other)
    if not a or not b:
        return Likeness.UNKNOWN
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return Likeness.SAME
    words_a, words_b = set(a.split()), set(b.split())
    if (words_a < words_b or words_b < words_a) and max(map(len, words_a & words_b)) > 2:
        return Likeness.PART_OF
    if nickname_families(a) & nickname_families(b):
        return Likeness.NICKNAME
    return _spelling(a, b)


def _spelling(a: str, b: str) -> Likeness:
    """Likeness by letters and sound."""
    shorter, longer = sorted((len(a), len(b)))
    if shorter == 1:
        return Likeness.INITIAL if a[0] == b[0] else Likeness.DIFFERENT
    slips = OSA.distance(a, b, score_cutoff=3)
    if slips == 1 and longer > 2:
        return Likeness.ONE_LETTER
    if (slips == 2 and shorter >= 5) or (slips == 3 and shorter >= 8):
        return Likeness.SIMILAR
    if shorter >= 4 and sorted(a) == sorted(b):
        return Likeness.SIMILAR
    if sound(a) and sound(a) == sound(b) and shorter > 2:
        return Likeness.SOUNDS_ALIKE
    return Likeness.DIFFERENT


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike two people's names are. `swapped`: one's first name is the other's last name."""

    first: Likeness
    last: Likeness
    swapped: bool = False


def name_likeness(
    one: tuple[str, str], other: tuple[str, str], one_known_as: str = "", other_known_as: str = ""
) -> NameLikeness:
    """Compares (first, last) names, straight and crosswise; a known-as name may stand for a first name."""
    first = max(likeness(a, b) for a in {one[0], one_known_as} for b in {other[0], other_known_as})
    straight = NameLikeness(first, likeness(one[1], other[1]))
    if not bare(one[0] + one[1]) or not bare(other[0] + other[1]):
        return straight
    crossed = NameLikeness(likeness(one[0], other[1]), likeness(one[1], other[0]), swapped=True)
    return crossed if _merit(crossed) > _merit(straight) else straight


def _merit(pair: NameLikeness) -> int:
    """How many of the two names are alike, less how many are not; straight wins a draw."""
    alike = sum(each >= Likeness.SIMILAR for each in (pair.first, pair.last))
    different = sum(each is Likeness.DIFFERENT for each in (pair.first, pair.last))
    return alike - different
