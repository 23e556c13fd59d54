"""Common misspellings, and real-word errors known from phrases and pairs of confused words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.page_words import PageWords, Word


def _table(lines: str) -> Mapping[str, str]:
    """Return a mapping from ``wrong:right`` items; an underscore in one is a space."""
    items = (item.split(":") for item in lines.split())
    return {wrong: right.replace("_", " ") for wrong, right in items}


ALWAYS = _table(
    """
    accidently:accidentally accomodate:accommodate accross:across acheive:achieve adn:and
    adress:address adresses:addresses agressive:aggressive alot:a_lot apparantly:apparently
    arguement:argument arguements:arguments aswell:as_well atleast:at_least
    automaticly:automatically avaible:available availible:available avaliable:available
    basicly:basically beacuse:because becasue:because becuase:because begining:beginning
    beleive:believe belive:believe buisness:business catagory:category collegue:colleague
    comittee:committee comming:coming commited:committed commitee:committee
    compatability:compatibility compatable:compatible completly:completely concious:conscious
    consistant:consistent curiousity:curiosity decison:decision definately:definitely
    definatly:definitely dependancies:dependencies dependancy:dependency
    dependecies:dependencies dependecy:dependency depricated:deprecated dilemna:dilemma
    dissapear:disappear dissapoint:disappoint eachother:each_other embarass:embarrass
    embarassing:embarrassing enviroment:environment enviroments:environments
    exagerate:exaggerate existance:existence existant:existent explaination:explanation
    explicity:explicitly familar:familiar finaly:finally foriegn:foreign fourty:forty
    foward:forward freind:friend functionallity:functionality furnitures:furniture
    futher:further garantee:guarantee goverment:government guidence:guidance happend:happened
    harrass:harass hierachy:hierarchy hte:the imediately:immediately immediatly:immediately
    implemention:implementation implicity:implicitly incase:in_case incidently:incidentally
    inconsistant:inconsistent incudes:includes independant:independent
    independantly:independently infact:in_fact informations:information initalize:initialize
    inspite:in_spite intialize:initialize intresting:interesting irregardless:regardless
    knowledgable:knowledgeable knowlege:knowledge lanaguage:language langauge:language
    lenght:length liason:liaison libaries:libraries libary:library maintainance:maintenance
    maintenence:maintenance millenium:millennium mispell:misspell mispelled:misspelled
    mispelling:misspelling mulitple:multiple mutliple:multiple neccesary:necessary
    neccessarily:necessarily neccessary:necessary necesary:necessary nessecary:necessary
    noone:no_one noticable:noticeable occassion:occasion occassionally:occasionally
    occured:occurred occurence:occurrence occurences:occurrences occuring:occurring ommit:omit
    ommited:omitted oppurtunity:opportunity orginal:original overriden:overridden
    paralell:parallel paramater:parameter paramaters:parameters paramter:parameter
    paramters:parameters parralel:parallel particulary:particularly peice:piece
    percieve:perceive permanant:permanent persistant:persistent persue:pursue
    posession:possession posible:possible positon:position possesion:possession
    preceeding:preceding prefered:preferred previosly:previously privelege:privilege
    priviledge:privilege probaly:probably proccess:process pronounciation:pronunciation
    propogate:propagate publically:publicly reccomend:recommend reccommend:recommend
    recieve:receive recieved:received recieves:receives recieving:receiving refered:referred
    refering:referring relevent:relevant religous:religious remeber:remember reponse:response
    reseting:resetting resistence:resistance responsability:responsibility retreive:retrieve
    retreived:retrieved rythm:rhythm sepcify:specify seperate:separate seperated:separated
    seperately:separately seperation:separation sieze:seize similarily:similarly
    similiar:similar sincerly:sincerely softwares:software specfic:specific specifiy:specify
    straightfoward:straightforward succesful:successful succesfully:successfully
    successfull:successful sucess:success sucessful:successful supercede:supersede
    suprise:surprise suprised:surprised taht:that teh:the temperture:temperature thier:their
    threshhold:threshold thsi:this thw:the tommorow:tomorrow tommorrow:tomorrow tounge:tongue
    tranform:transform transfered:transferred transfering:transferring truely:truly
    unforseen:unforeseen unfortunatly:unfortunately untill:until useage:usage usefull:useful
    vaccum:vacuum vegtable:vegetable visable:visible whcih:which wheter:whether whith:with
    wich:which wierd:weird wiht:with withold:withhold witht:with writting:writing yeild:yield
    yuo:you
    arent:aren't couldnt:couldn't didnt:didn't doesnt:doesn't dont:don't hadnt:hadn't
    hasnt:hasn't havent:haven't isnt:isn't ive:I've shouldnt:shouldn't thats:that's
    theres:there's theyre:they're wasnt:wasn't werent:weren't whats:what's wouldnt:wouldn't
    youll:you'll youre:you're youve:you've
    """
)
"""Misspellings in any text, however often a document repeats them.

All are so common that large corpora contain them.
"""

USUALLY = _table(
    """
    alterative:alternative dependant:dependent equipments:equipment followings:following
    heterogenous:heterogeneous homogenous:homogeneous programing:programming therefor:therefore
    wether:whether
    """
)
"""Misspellings that are correct in a few technical or regional uses."""

_MODALS = "can could will would should must may might to don't doesn't didn't you we they"
_THE = "the a an this that your our their its it any some"
_COMPARED = (
    "one two three four five six ten a an the its it this that just any once twice ever before"
    " usual expected our my their his her what i you we they"
)
_END = "."  # punctuation, or the end of the block
_PHRASES: tuple[tuple[str, str, str, str], ...] = (
    # words before, the wrong word, words after, its correction; "" matches any word or none
    ("more less rather other fewer better larger smaller", "then", _COMPARED, "than"),
    ("could should would must", "of", "been had", "have"),
    (_MODALS, "loose", f"{_THE} data track sight access", "lose"),
    ("", "it's", "own", "its"),
    ("", "its", "a an not", "it's"),
    ("", "there", "own", "their"),
    ("", "their", "is are was were", "there"),
    ("", "you're", "own", "your"),
    ("an no any side", "affect", "on of", "effect"),
    ("has have had was were", "lead", "to us me them", "led"),
    ("in", "parenthesis", "", "parentheses"),
    ("as", "follow", _END, "follows"),
    ("in", "principal", f"{_THE} we you all", "principle"),
    ("", "principle", "component components investigator", "principal"),
    ("per", "say", "", "se"),
)
_PHRASES_BY_WRONG_WORD: dict[str, list[tuple[frozenset[str], frozenset[str], str]]] = {}
for _before, _wrong, _after, _correction in _PHRASES:
    _following = frozenset(word.replace(_END, "") for word in _after.split())
    _PHRASES_BY_WRONG_WORD.setdefault(_wrong, []).append(
        (frozenset(_before.split()), _following, _correction)
    )

_CONFUSED = _table(
    """
    angel:angle asses:assess bellow:below boarder:border breath:breadth conformation:confirmation
    costumer:customer costumers:customers curse:course dairy:diary desert:deserted
    dinning:dining discreet:discrete ever:every expend:expand fallow:follow filed:field
    fist:first form:from forth:fourth fro:for hat:that hen:when hose:those inset:insert
    lightening:lightning main:may mange:manage manged:managed manger:manager marcos:macros
    massage:message massages:messages minuets:minutes mow:now oped:opened ore:or past:paste
    pleas:please preform:perform preformed:performed preforming:performing preforms:performs
    pubic:public quit:quite scrip:script sever:server severs:servers singed:signed som:some
    spilt:split staring:starting steams:streams stile:style sue:use sued:used tat:that
    tern:turn thee:the theses:these though:thought thru:through tine:time tome:time tot:to
    trough:through unite:unit untied:united vary:very verses:versus wan:want wat:what
    widow:window widows:windows wile:while wold:would wont:won't
    """
)
"""Words often confused with another, an error if only the other fits both neighbours."""

_MIN_FIT = 4
"""A word fits a neighbour if the pair's count is at least 2 to this power."""
TRIGGERS = frozenset(word for words, *_ in _PHRASES for word in words.split())
"""The words that precede the wrong word of a phrase."""
_OFTEN_CONFUSED = frozenset(wrong for before, wrong, *_ in _PHRASES if not before) | set(_CONFUSED)


class Confusion(NamedTuple):
    """The correction of a real-word error, and whether a phrase or only neighbours suggest it."""

    correction: str
    reason: str
    from_phrase: bool


def confusion(lexicon: Lexicon, page: PageWords, word: Word) -> Confusion | None:
    """Return the correction of a dictionary word confused with another, or None."""
    for before, after, correction in _PHRASES_BY_WRONG_WORD.get(word.lower, ()):
        matches = (not before or word.left in before) and (not after or word.right in after)
        if matches and not (word.lower == "then" and page.has_condition(word.block)):
            words = word.left if before else "", correction, word.right if after else ""
            phrase = " ".join(filter(None, words))
            return Confusion(correction, f'the phrase is "{phrase}"', from_phrase=True)
    correction = _CONFUSED.get(word.lower, "")
    if not correction or _neighbour_counts(lexicon, word, word.lower) != (0, 0):
        return None
    if min(_neighbour_counts(lexicon, word, correction)) < _MIN_FIT:
        return None
    return Confusion(correction, f'"{correction}" fits the words around it', from_phrase=False)


def _neighbour_counts(lexicon: Lexicon, word: Word, middle: str) -> tuple[int, int]:
    """Return the log counts of `middle` with the neighbours of `word`."""
    pairs = lexicon.pairs
    return pairs.log_count(word.left, middle), pairs.log_count(middle, word.right)


def may_be_in_phrase(left: str, word: str) -> bool:
    """Return whether `word` (lower case) after `left` is the wrong word of some phrase."""
    phrases = _PHRASES_BY_WRONG_WORD.get(word, ())
    return any(not before or left in before for before, *_ in phrases)


def is_often_confused(word: str) -> bool:
    """Return whether every occurrence of a dictionary word (lower case) must be checked."""
    return word in _OFTEN_CONFUSED
