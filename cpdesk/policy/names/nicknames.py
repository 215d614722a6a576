"""Common English nicknames, written by ourselves. Each line is one name in its forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FORMS = """
abigail abby abbie gail
abraham abe bram
albert al bert bertie
alexander alex alec sandy xander alexandra sasha lexi
alfred al alf fred freddie
alice ali allie
allison alison ali allie
amanda mandy
andrew andy drew
angela angie
anthony tony antonio toni
antonia toni
arthur art artie
barack barry
barbara barb barbie babs
bartholomew bart
benjamin ben benny benji
bernard bernie barney
bradley brad
bridget biddy bridie
calvin cal
cameron cam
carolyn carol carrie caroline
catherine katherine kathryn kathleen cathy kathy kate katie kat kitty cat
cecilia cece celia
charles charlie chuck chas carlos chaz
charlotte charlie lottie
chester chet
christian chris
christina christine chris chrissy tina christy
christopher chris kit topher christoph
clifford cliff
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah debra deb debbie
dennis denny
dolores lola
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug
edmund ed eddie ned
edward ed eddie ted teddy ned
edwin ed eddie
eleanor ellie nora nell
elizabeth liz lizzie beth betty betsy eliza lisa bess libby ellie
emily em emmy
emma em emmy
eugene gene
evelyn evie eve
ezekiel zeke
florence flo flossie
frances fran frannie
francis frank frankie fran
franklin frank frankie
frederick fred freddie friedrich rick
gabriel gabe
gabrielle gabby
gerald gerry jerry
gilbert gil bert
gordon gord
gregory greg
gwendolyn gwen
harold harry hal
harriet hattie
harrison harry
helen nell nellie
henry hank harry hal
herbert herb bert
howard howie
hubert bert
isaac ike zac
isabella isabel bella izzy
jacob jake jack
jacqueline jackie
james jim jimmy jamie jem
jane janie jenny
janet jan
jason jay
jeffrey jeff geoffrey geoff
jennifer jen jenny jenna
jeremiah jerry jeremy
jerome jerry
jessica jess jessie
joan joanie
john jack johnny jon
jonathan jon jonny nathan
joseph joe joey jo jose
josephine jo josie
joshua josh
joyce joy
judith judy
julia julie jules
kenneth ken kenny
kimberly kim kimmy
kristin kristen kris kristina
larry lawrence laurence lars
laura laurie
leonard len lenny leo
leroy roy
leslie les
lillian lily lil lilly
louis lou louie luis lewis
lucille lucy
madeline maddie
margaret maggie meg peg peggy marge margie greta rita daisy
maria mary marie
martha marty patty
martin marty
mary molly polly mamie
matthew matt matty mateo
maurice moe
maximilian max
melissa missy mel
michael mike mikey mick mickey micky misha miguel
michelle shelly shell mimi
mildred millie
mitchell mitch
mohammed mo mohamed muhammad mohammad
nancy nan
natalie nat
nathan nate nat
nathaniel nate nathan nat
nicholas nick nicky nico klaus
nicole nikki
norman norm
oliver ollie
olivia liv livvy
oscar ossie
pamela pam
patricia pat patty tricia trish patti
patrick pat paddy rick
pauline polly
peter pete
philip phil
phillip phil pip
phyllis phyl
priscilla cilla
rachel rae
ralph ralphie
randall randy randolph
raymond ray
rebecca becky becca
reginald reggie reg
richard rick ricky dick rich richie ricardo
robert bob bobby rob robbie bert roberto robin
roderick rod roddy
rodney rod
roger rodge hodge
roland rollie
ronald ron ronnie
rosemary rose rosie
russell russ rusty
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sadie sara
sebastian seb bastian
sharon shari
sheldon shelly
shirley shirl
sidney sid
solomon sol
sophia sophie
stanley stan
stephanie steph stevie
stephen steven steve stevie esteban
stewart stuart stu
susan susannah susanna sue susie suzy suzanne
sylvester sly
sylvia sylvie
teresa theresa terry tess tessa tracy
terrence terry
theodore ted teddy theo
thomas tom tommy tomas
timothy tim timmy
tobias toby
valerie val
vernon vern
veronica ronnie roni
vicente vince
victor vic
victoria vicky vicki tori
vincent vince vinny vin
virginia ginny ginger
vivian viv
vladimir vlad vova
walter walt wally
wesley wes
wilfred will fred
william bill billy will willie liam guillermo willy
winifred winnie freda
winston win winnie
yvonne evie
zachary zach zack
"""


def _read(forms: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for n, line in enumerate(forms.strip().splitlines()):
        for form in line.split():
            groups.setdefault(form, set()).add(n)
    return {form: frozenset(found) for form, found in groups.items()}


_GROUPS: Mapping[str, frozenset[int]] = MappingProxyType(_read(_FORMS))
_NONE: frozenset[int] = frozenset()


def groups_of(name: str) -> frozenset[int]:
    """The numbers of the lines that contain a folded first name. Two names that share one can be
    forms of the same name, such as "bill" and "william"."""
    return _GROUPS.get(name, _NONE)
