"""Words that are written with a capital in a school and are nobody's name, and words that stand beside names."""

_DAYS = """
    apr april aug august autumn break christmas columbus day dec december diwali easter eid eve fall feb february
    fri friday halloween hanukkah hashanah heritage history holiday holidays indigenous jan january jul july jun
    june juneteenth kippur kwanzaa labor lent lunar mar march may memorial mlk mon monday month new nov november
    nowruz oct october passover presidents ramadan rosh sat saturday season sep sept september spring summer sun
    sunday thanksgiving thu thur thurs thursday tue tues tuesday valentine valentines veterans wed wednesday week
    winter year yom
"""
_PLACES = """
    afghanistan africa african alabama alaska albuquerque america american americans amharic angeles antonio arab
    arabic arizona arkansas asian atlanta baltimore bengali berlin black boston brazil british buddhist burmese
    california canada canadian cantonese carolina catholic cherokee chicago china chinese christian cincinnati city
    cleveland coast colombia colombian colorado congo connecticut creole cuba cuban dakota dallas delaware denver
    detroit diego dominican east eastern ecuador egypt english eritrea ethiopia europe european florida fort france
    francisco french fresno georgia german germany ghana greek guam guatemala guatemalan haiti haitian hampshire
    hawaii hebrew hindi hindu hispanic hmong honduran honduras houston idaho illinois india indian indiana iowa iran
    iraq irish island islander italian italy japan japanese jersey jewish kansas karen kentucky kenya korea korean
    lakota latin latina latino latinx london louis louisiana maine mandarin maryland massachusetts memphis mexican
    mexico miami michigan midwest milwaukee minneapolis minnesota mississippi missouri montana muslim native navajo
    nebraska nepali nevada nicaragua nigeria north northern oakland ohio ojibwe oklahoma omaha oregon orleans
    pacific paris pennsylvania peru philadelphia philippines phoenix pittsburgh polish portland portuguese puerto
    punjabi rhode rico rome russia russian sacramento salvador salvadoran seattle sikh somali somalia south southern
    spain spanish states swahili syria tagalog tennessee texas tigrinya tucson tulsa ukraine ukrainian united urdu
    usa utah vegas venezuela venezuelan vermont vietnam vietnamese washington west western white wisconsin worth
    wyoming york
"""
_SCHOOL = """
    abuela abuelo academy achieve act advanced advisory advocacy aeries agency agenda aide aides aimsweb algebra
    allegiance alliance amazon american amplify annual answer answers app appendix apple arrival art arts ask
    assembly assessment assessments assistant associate association attendance aunt auntie avenue band bank bears
    behavior behavioral behaviors behind belonging benchmark better bible big binder biology bip block board
    boulevard breakfast brother budget building bulldogs bulletin bureau bus cabinet cafeteria calculus calendar
    calkins camp campus canvas care carnival center ceremony chair challenge chapter charter chemistry child
    childhood choir chromebook chromebooks church circle circles civics civil classroom clever climate clinic club
    coach coaches coaching coalition code collaboration college committee common communications communities
    community company computer concert conference conferences conversations coordinator core costco cougars council
    counselor counselors county court covid creek crisis culture curriculum custodian custodians dad daily dance
    danielson dare data dean department departments depot deputy design desmos developing development dibels
    director directors discipline dismissal distinguished district districts diversity docs door drama dream drive
    eagles early eastside economics edgenuity education eight eighth ela elementary ell emerging emotional
    engineering equity esl essa eureka evaluation every excel facebook facilities fair falcons families family fape
    father fba federal ferpa festival field fifth figure file finance first five floor folder force form forms
    foundation fountas four fourth framework fundations gala gate gen general geography geometry gifted gillingham
    gmail goal goals god google government grade grader graders grades graduation grandfather grandma grandmother
    grandpa group groups growing growth guide guides gym hall handbook handwriting hawks head health heggerty
    heights high hills history homecoming homeroom honors hospital houghton house hr human i-ready idea iep ieps
    illuminate imagine imam improvement inc inclusion infinite initials initiative instagram institute instruction
    instructional international internet intervention interventionist interventions ipad ipads iready it ixl justice
    k kagan kahoot kindergarten knights knowledgeworks lab lake lane language law lead leader leaders leadership
    learner learners learning left lesson letter lexia librarian library lions literacy llc lord lot lucy lunch
    madam magnet mama manual marzano math mathematics mcgraw mcgraw-hill mckinney media meet meeting meetings mental
    mentor microsoft middle mifflin ministry minutes mission module mom monday's monthly mosque mother mtss
    multi-tiered multiplying museum music nation national nearpod netflix network newsela newsletter night nights
    nine ninth no north-side note notes number nurse nurses nutrition office officer ok okay one onward open
    operations orchestra orton outlook padlet page pandemic panorama panthers papa para parade paraprofessional
    paras parent parents park part partners partnership pastor pbis pearson period phonics physical physics picnic
    pinnell placement plan planning plans plc plcs pledge policies policy portal portrait positive powerpoint
    powerschool practice practices pre-k prek preschool primary principal principals professional proficient program
    programs project prom psychologist quarter question questions quran rabbi reading ready recess recovery
    regulation renaissance report reports resource resources response restorative reverend review ridge rights river
    road room rooms rti rubric safety schedule scholastic school schoology schools science second secondary
    secretary section seesaw sel semester service services seven seventh sheets side sir sister six sixth skyward
    slack slides social social-emotional society south-side special specialist spelling springs staff standard
    standards star start starting state steady steam stem step steps store strategic strategy street student
    students studies studio succeeds superintendent superintendents support supports survey synagogue system systems
    table talented talks target task teacher teachers team teams technology temple ten tenth term test testing tests
    theater third three tia tier tiers tigers tiktok tio title town training transportation trimester trip trips
    twitter two uncle union unit universal university valley value values vento vice village vision walmart warriors
    website weekly wellness westside wifi wildcats wilson wing wonders word workshop writing yes ymca youtube ywca z
    zearn zones zoo zoom
"""
_BEGINNINGS = """
    a aber about above across adults after again against ago all almost alone along already also although always am
    among an and another any anybody anyone anything are around as aside asked asking at avec away ayer back be
    because been before behind being below beside besides between beyond both boys brought but by called calling can
    can't cannot children colleagues como con could cuando dans das de del der des did didn't die do does doesn't
    doing don't donde done down during e each ein eine either el ella elle ellos else emailed en enough er es esta
    este estos et eu even ever everybody everyone everything except felt few finally first folks following for
    former from further get getting girls give given go going good got great had half has have haven't having he
    he's heard hearing held hello hence her here here's hers herself hi him himself his honestly hope hopefully how
    however hoy i i'd i'll i'm i've ich if il in indeed inside instead into is isn't it it's its itself je just keep
    kept kids knew la las last lately later le learned least led les less let let's lets like likewise little long
    look looking los lots made mais make making many mark mas may maybe me meanwhile meeting men met mi might mine
    mis more most mostly moved much must my myself near nearly neighbors neither never nevertheless next nobody none
    nor nosotros not nothing noticed nous now nowhere o observed oder of off often oh on once only or os other
    others otherwise ou our ours ourselves out outside over overall own page pages para people perhaps pero please
    plus por pour que quien quite ran rather reach read really recently regarding rich right said same sat saw say
    see seeing sent several shall shared she she's should shouldn't sie similarly sin since slides so sobre some
    somebody someone something sometimes somewhere soon spoke started still stood stopped su such sure sus take
    talked talking tell telling texted than thank thanked thanks that that's the their theirs them themselves then
    there there's therefore these they they're they've thing things this those though thought through throughout
    thus till to today together told tomorrow tonight too toward towards tried try trying um uma un una und under
    une unfortunately unless until up upon us use used using usually very visited vous walking was wasn't watch
    watching we we'd we'll we're we've well went were weren't what what's whatever when whenever where whereas
    wherever whether which while who who's whoever whom whose why will wir with within without women won't work
    worked working would wouldn't write wrote y yesterday yet yo you you're your yours yourself
"""

NOT_NAMES = frozenset(f"{_DAYS} {_PLACES} {_SCHOOL} {_BEGINNINGS}".split())
"""In lower case and without accents."""

_ORGANIZATIONS = """
    academy act association avenue award board boulevard building camp campus center church city clinic club college
    committee concert council county court curriculum day department district drive elementary fair festival field
    foundation gym hall high hospital initiative institute isd lane library middle month mosque museum night park
    plan prep preparatory program project report road room scholarship school schools stadium street team temple
    union university usd week wing
"""
ORGANIZATIONS = frozenset(_ORGANIZATIONS.split())
"""A name with one of these in it is that of a place or a group."""

PUBLIC = frozenset(
    {"dr king", "dr martin luther king", "martin luther king", "martin luther king jr", "cesar chavez", "rosa parks"}
)
"""Names that days and schools have."""

ABBREVIATED_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "sr", "sra", "srta", "mme", "mlle", "rev"})
"""What is before a name, with or without a dot."""

_ALSO_SURNAMES = """
    banks bell black brooks brown bush church day english field fields fox french grant green hall hill hills
    holiday house king lake lane love marks page park parks reading rice rivers rose spring stone street summers
    temple west white winter winters wood woods young
"""
ALSO_SURNAMES = frozenset(_ALSO_SURNAMES.split())
"""Words that are names of people right after a title."""

_TITLES = """
    aunt auntie brother co coach counselor deputy doctor don dona father frau herr hodan imam madame maestra maestro
    miss monsieur nurse officer pastor principal profe profesor profesora professor rabbi senor senora senorita
    sensei sergeant sister sra superintendent thay therapist tia tio tutor uncle ustad ustadh
"""
TITLES = frozenset(_TITLES.split())
"""What is before a name, and is a word of its own as well."""

BEFORE_TITLES = frozenset(
    {"assistant", "vice", "associate", "deputy", "instructional", "head", "lead", "literacy", "math"}
)

BEFORE_PLACES = frozenset({"san", "santa", "saint", "new", "fort", "port", "los", "las", "lake", "mount"})
"""What makes the name after it one of a place, such as San Antonio."""

_PARTICLES = """
    abu al bin binti da das de del della den der di do dos du e el ibn la las le los san st ten ter van von y
"""
PARTICLES = frozenset(_PARTICLES.split())
"""What is between the parts of a name, in lower case."""

_TO_A_PERSON = """
    ask asked call called email emailed gave heard helped hired hugged invite invited meet met named paired phoned
    promised saw tell text texted thank thanked told visit visited
"""
TO_A_PERSON = frozenset(_TO_A_PERSON.split())
"""What one does to a person, right before the name."""

_WITH_A_PERSON = """
    agreed apologized argued checked conferenced disagreed in listened meet met said sat sit speak spoke spoken talk
    talked walked worked wrote
"""
WITH_A_PERSON = frozenset(_WITH_A_PERSON.split())
"""The same, with `with` or `to` between it and the name."""

_SAYS = """
    answered asked asks cried cries laughed nodded replied said says shouted smiled spoke tells thinks thought told
    wanted wants whispered writes wrote
"""
SAYS = frozenset(_SAYS.split())
"""What only a person does, right after the name."""

KIN = frozenset({"family", "families", "brothers", "sisters", "siblings", "twins", "household"})
"""What comes after a name that several people have."""

_OF_A_PERSON = """
    aide aunt backpack behavior brother class classroom dad desk diagnosis family father grandfather grandma
    grandmother grandpa guardian iep mama mom mother papa parent parents sister teacher uncle
"""
OF_A_PERSON = frozenset(_OF_A_PERSON.split())
"""What belongs to a person, after a possessive."""
