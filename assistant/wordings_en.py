"""English wordings of what the library is not for, as regular expressions for text in any case, by intent."""

from __future__ import annotations

_ME = r"(?:me|us|my|our)"
_OFFICE = (
    r"(?:the |your |this |our )?(?:bureau|(?:city|county|local|municipal) government|government|city|county|sanmenxia"
    r"|mayor|director|authorities)"
)
_REQUEST = (
    r"\b(?:please|just|now|kindly|simply|then) "
    rf"|\b(?:can|could|will|would) (?:you|{_OFFICE})(?: please)? |\b(?:want|need|like|ask|expect|require) (?:you"
    rf"|{_OFFICE}) to "
    r"|\b(?:i|we) (?:order|command|authori[sz]e|instruct|beg) you to "
)
ORDER = rf"(?:(?:^|[.!?]['\"”]?) ?|{_REQUEST})"
ORDER_ALSO_AFTER_A_COMMA = rf"(?:(?:^|[.!?;:,]['\"”]?) ?|{_REQUEST})"
"""How a sentence begins that tells somebody to do something, rather than asks how or whether it is done.

After a comma it may only be narration, so that what follows must be all the clearer. No wording that begins like this
or with a word boundary has another alternative that begins differently: such wordings are tried together.
"""
_OFFICIAL = r"(?:mayor|governor|(?:bureau |deputy )?director|party secretary|official|head of the bureau|bureau chief)"
_FAVOUR = (
    r"(?:tax(?:es)?|vat|subsid\w+|approv\w+|land|refunds?|rebates?|incentives?|permits?|licen[cs]es?|grants?|prices?"
    r"|discounts?|exempt\w*|loans?|electricity|profits?|returns?|eia|environmental impact|win|pass|free|money|yuan|rmb"
    r"|million|deadline|inspection|contract|bid|tender)"
)

PROMISE = (
    # told to promise, or asked for one
    r"\b(?:want|need|like|get|give|obtain|ask for|demand|request|insist on)\b.{0,25}"
    r"\b(?:assurances?|guarantees?|promises?|pledges?|confirmation) (?:that|from (?:you|the (?:bureau|city|mayor)))\b",
    rf"{ORDER}(?:have|get|give|put|confirm|say|state)\b.{{0,30}}\bin (?:writing|black and white)\b",
    r"\b(?:can|could|may|will) (?:i|we|you) (?:have|get|give|put|confirm)\b.{0,30}\bin (?:writing|black and white)\b",
    rf"\byou(?:'ll| will| would) (?:definitely|surely|certainly|of course)\b.{{0,20}}\b(?:give|approve|grant|pay"
    rf"|refund|{_FAVOUR})\b"
    r"|\bunderwrite (?:our|my|all)\b",
    rf"(?:^|[.!?;] )(?:mr\.? |mrs\.? |madam |dear )?{_OFFICIAL}(?: \w+)?,.{{0,60}}\b{_FAVOUR}\b",
    rf"{ORDER}(?:promise|guarantee|assure|swear|pledge|vouch|commit to|confirm (?:in writing|on paper)"
    rf"|undertake to)\b",
    rf"\b(?:do|can|could|will|would|may) (?:you|we|your \w+|{_OFFICE}|anyone|somebody|someone)\b.{{0,20}}"
    r"\b(?:promise|guarantee|assure|commit to|pledge|vouch|confirm in writing|warrant|make sure|ensure)\b.{0,60}"
    rf"\b{_FAVOUR}\b",
    r"\b(?:get|have|give|want|need|like|send|make) (?:me |us )?(?:a|an|your|the|some) (?:(?:written|firm|binding"
    r"|official|solid"
    r"|formal|personal|clear) )*(?:promise|guarantee|assurance|pledge|word of honou?r|guarantee letter"
    r"|confirmation that)\b"
    r"(?! (?:fund|agency|company|insurance))",
    r"\b(?:give|gave|have|has) (?:me|us) your word\b|\bi have your word\b|\byou (?:have "
    r"|hereby )?(?:just )?promised? (?:me|us|that)\b",
    rf"\b(?:will|would|can) (?:you|we|i|our \w+) (?:definitely|certainly|surely|for sure|100 ?%) .{{0,30}}(?:get"
    rf"|give|receive|be"
    rf" approved|pass|obtain|{_FAVOUR})\b",
    r"\b(?:am i|are we|is (?:my|our) \w+) (?:certain|sure|guaranteed|bound) to (?:get|receive|be|pass|obtain|win)\b",
    # put into a text
    rf"{ORDER}(?:draft|write|prepare|issue|compose|sign|send|produce|provide)\b.{{0,60}}"
    r"\b(?:guarantees?|guaranteeing|promis(?:e|es|ing)|assur(?:es?|ances?|ing)|pledg(?:e|es|ing)"
    r"|letters? of (?:commitment|comfort|guarantee)|commitment letters?|commits? (?:itself )?to|binding)\b",
    rf"{ORDER}(?:write|say|state|declare|confirm|announce|reply)\b (?:down )?(?:to (?:me|us) )?that (?:you|we|i"
    rf"|{_OFFICE})\b"
    r".{0,12}\b(?:will|shall|would|grants?|approves?|agrees?)\b",
    rf"{ORDER}put (?:it|that|this|.{{0,40}}) in writing\b",
    # favours ordered
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:grant|award|allocate|reserve|promise|waive|exempt|approve|sign off"
    rf"|rubber-stamp)\b(?: for)? "
    rf"(?:{_ME}|all my|all our)\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}give (?:me|us|our \w+) (?:(?:a|an|the|some|any|full|special|free|cheap|\w*\d\w*|%"
    rf"|year|percent) ?)*"
    r"(?:tax (?:breaks?|refunds?|rebates?|exemptions?|holidays?|cuts?)|land|discounts?|approval|permit|green light"
    r"|exemption"
    r"|special treatment)\b(?! (?:list|law|rule|polic|price|use|cost|procedure|process))",
    r"\b(?:tax|vat) (?:rebate|refund) of \d|(?<!export )\b\d+\s?% (?:tax )?(?:rebate|refund)\b(?! (?:rule|rate))",
    # an official played
    rf"\b(?:you are|you're|let's say you are) (?:now )?(?:the |a |our )?{_OFFICIAL}\b(?!\?)",
    rf"\b(?:act|speak|answer|respond|reply|write|talk|role-?play|pretend|imagine)\b.{{0,30}}\b(?:as|be|are|of|like) "
    rf"(?:if you were )?(?:the |a |our )?{_OFFICIAL}\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}.{{0,30}}\b(?:on behalf|in the name) of {_OFFICE}\b",
)
ABOUT_PROMISES = (
    r"\b(?:binding (?:on|force|after|for)|(?:is|are|be|become|made|legally|still) (?:legally )?binding|bound"
    r"|enforce\w*|liab\w+|honou?r(?:s|ed)?|breach\w*|broke|broken|breaks?|went back|go back on|void|valid"
    r"|kept|keep (?:its|their|the|a|such|any)|legal (?:effect|force)|change of (?:mayor|government|leader\w*)"
    r"|successor"
    r"|who (?:signs?|issues?|writes?)|what happens)\b"
)
"""Words of questions that ask what a promise is worth rather than for one."""

PERSONAL_DATA = (
    r"\b(?:mobile|cell|private|personal|home|direct)(?: (?:tele)?phone| mobile| e-?mail| wechat)? (?:numbers?"
    r"|address(?:es)?"
    r"|phones?|e-?mails?|wechat|contact details)\b",
    r"\b(?:phone|telephone|mobile|wechat|contact) (?:numbers?|details?|id)? ?(?:of|for) (?:mr|mrs|ms|miss|director"
    r"|mayor"
    r"|the (?:mayor|\w* ?director|leader|leading official|official|investors?|boss|ceo|owner|manager|chairman"
    r"|person))\b",
    r"\b(?:director|mayor|investor|official|leader|ceo|boss|owner|manager|chairman)(?:s|'s|s'|’s"
    r"|s’)? (?:(?:mobile|cell) )?"
    r"(?:(?:tele)?phone|mobile|wechat)\b",
    r"\b(?:id card|identity card|passport) numbers? of\b|\b(?:where does|where do) .{0,30}\b(?:director|mayor"
    r"|official)s? live\b",
)
ABOUT_PERSONAL_DATA = (
    r"\b(?:regist\w+|appl(?:y|ication)|forms?|required|submit\w*|protect\w*|laws?|stored?|collect\w*|privacy"
    r"|personal contact)\b"
)
"""Words of questions on what must be given in, or how it is protected."""

STAFF_DATA = (
    r"\b(?:overdue|stalled|stuck|delayed) projects?\b|\bprojects?\b.{0,30}\b(?:overdue|stalled|stuck|delayed"
    r"|behind schedule"
    r"|running late)\b",
    r"\btarget (?:enterprise|company|firm|investor)?s?\s?lists?\b|\blist of (?:the |your )?(?:target|prospect)"
    r"|\b(?:which|what|who|show|name|list)\b.{0,30}\b(?:your|the bureau's|our) (?:targets?|prospects?)\b"
    r"|\b(?:which|what|name|list) (?:companies|firms|enterprises|investors)\b.{0,30}"
    r"\b(?:you|bureau|city) (?:is |are )?(?:targeting|courting|chasing|after|trying to (?:attract|bring))\b"
    r"|\b(?:which|what|show|name|list)(?: me)?(?: (?:all|the|are|your))* target (?:enterprises|companies|firms"
    r"|investors)\b",
    r"\b(?:internal|confidential|staff[- ]only|unpublished|secret) (?:\w+ )?(?:projects?|records?|data|lists?"
    r"|notes?|documents?"
    r"|assessments?|evaluations?|reviews?|ratings?|memos?|reports?|minutes|files?|information)\b(?!.{0,40}\bprotect)",
    r"\bnegotiat\w+ (?:records?|notes?|logs?|minutes|status)\b|\bcontact logs?\b|\b(?:minutes|notes"
    r"|records?) of .{0,20}"
    r"\b(?:talks|negotiations|meetings? with)\b",
    r"\b(?:companies|firms|investors|enterprises|makers|partners|who|whom)\b.{0,30}\b(?:bureau|city|you|government"
    r"|officials)\b"
    r".{0,12}\b(?:negotiating|in talks|talking|in contact|meeting)\b",
    r"\b(?:bureau|city|you|government)\b.{0,12}\b(?:negotiating|in talks|talking) (?:with|to) (?:which|what|whom?)\b"
    r"|\bprojects?\b.{0,20}\b(?:under|still in|in) (?:negotiation|talks)\b",
    r"\b(?:which|what|list|show|name|where)\b.{0,50}\b(?:weak|weakest|missing|vulnerable|at[- ]risk) links?\b"
    r"|\blinks? .{0,40}\b(?:is|are)\b.{0,15}\b(?:weak|weakest|missing|at risk|vulnerable)\b",
    r"\blinks?\b.{0,20}\b(?:consider|regard|see|rate|judge|think)\b.{0,12}\b(?:weak|missing|at risk|vulnerable)\b",
    r"\b(?:companies|firms|enterprises|investors|makers)\b.{0,20}\b(?:you|bureau|city)\b.{0,12}\b(?:want|plan|try"
    r"|trying|hope|intend|like)\w* to"
    r" (?:lure|attract|target|court|win|bring|approach|recruit|introduce)\b",
    r"\b(?:say|said|ask|asked|demand\w*|want\w*|offer\w*|propos\w+)\b.{0,20}\b(?:in|during) (?:the|your"
    r"|our) (?:negotiations?|talks)\b"
    r"|\byour (?:bottom line|reserve price|negotiating position)\b",
)
ABOUT_STAFF_DATA = r"\b(?:fined?|penalt\w+|punish\w*|protect\w*|secrecy|maps?|how does|how do|contractors?)\b"
"""Words of questions on the rules, or on what is published, of such things."""

INSTRUCTION = (
    r"\b(?:ignore|disregard|forget|bypass|override)\b.{0,16}\b(?:your|all|any|previous|prior|above|earlier|these"
    r"|system)\b"
    r".{0,24}\b(?:rules?|instructions?|prompts?|guidelines?|restrictions?|programming|training|limits|constraints"
    r"|directives?)\b",
    r"\b(?:ignore|disregard|forget) (?:everything|all that|what) .{0,12}\b(?:above|before|told|said)\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:ignore|disregard|forget)\b.{{0,24}}\b(?:above|before|guidelines|rules"
    rf"|instructions|prompts?|restrictions)\b",
    r"\b(?:from now on|pretend|imagine|assume|suppose|act as if|you (?:have|are|face|follow))\b.{0,30}\b(?:no"
    r"|without|free of|ignore)\b"
    r".{0,10}\b(?:rules|restrictions|limits|limitations|filters|guidelines|constraints)\b",
    r"\bwhat (?:were|was|are|have) you (?:been )?(?:told|instructed|given|programmed|asked)\b"
    r"|\b(?:ignore|bypass|override|disable|turn off)\b.{0,6}\byour\b.{0,12}\b(?:safety|security|guard\w*|filters?"
    r"|moderation|limits?)\b",
    r"\bsystem (?:prompt|message)\b|\b(?:reveal|print|show|repeat|output|tell me|display|what (?:is|are|was"
    r"|were))\b.{0,20}"
    r"\byour (?:\w+ )?(?:prompt|instructions?|rules|configuration|source code|guidelines)\b"
    r"|\b(?:hidden|initial|original|secret) (?:prompt|instructions?)\b",
    r"\b(?:repeat|print|output|copy|echo|recite|translate|summari[sz]e)\b.{0,24}\b(?:text|words?|sentences?"
    r"|instructions?|prompt"
    r"|messages?|everything|lines?|conversation) (?:above|before this|that came before|preceding)\b"
    r"|\beverything above\b",
    r"\brepeat (?:after me|the following|this (?:sentence|text|word)|these words)\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:repeat|say|answer|reply|respond|output|print"
    rf"|echo)\b.{{0,40}}\b(?:word for word|verbatim|after me|only with)\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:say|state|answer|reply|claim|write|confirm|insist"
    rf"|pretend)\b.{{0,100}}\b(?:no matter what|regardless of|even if"
    r"|without (?:a |any |the )?(?:sources?|citations?|checking))\b",
    r"\b(?:skip|ignore|omit|bypass|drop|disable|turn off|switch off) (?:the |your |all |any )*(?:sources?"
    r"|citations?|checks?"
    r"|verification|filters?|safety|safeguards?|guardrails?|moderation)\b",
    r"\bas (?:an? |the |your )?(?:system )?(?:admin(?:istrator)?|root|developer|superuser"
    r"|programmer)\b.{0,12}\b(?:i|you|we)\b"
    r"|\bi am (?:an? |the |your )(?:system )?(?:admin(?:istrator)?|developer|programmer|superuser|creator)\b"
    r"|\b(?:admin|root|sudo|developer|debug|maintenance|god|jailbreak) (?:mode|access|override)\b|\bsudo\b",
    r"\b(?:jailbreak|do anything now)\b|(?-i:\bDAN\b)|\byou(?: are|'re) (?:now )?(?:an? )?(?:unrestricted"
    r"|unfiltered|uncensored)\b"
    r"|\b(?:an? |the )?(?:ai|assistant|model|chatbot|bot) (?:with(?:out| no)|that has no|free of) (?:any )?(?:rules"
    r"|restrictions|limits"
    r"|filters)\b",
    r"\bbase ?64\b|\brot ?13\b|(?<![\w/])[A-Za-z0-9+/]{24,}={1,2}(?!\w)|\bdecode\b.{0,60}\b(?:follow|execute|obey"
    r"|do what|carry)\b",
    r"(?:\[/?INST\]|<<SYS>>|<\|?/?(?:system|im_start|im_end|admin|instructions?)\b|^#+ ?(?:system|instructions?)\b"
    r"|\bnew (?:system )?instructions? ?:|^(?:system|developer) ?:)",
    r"\b(?:reveal|leak|dump|disclose|exfiltrate|expose)\b.{0,20}\b(?:all|every|entire|complete|whole|everything)\b"
    r"|\b(?:dump|export|print|output|list|show|give me) (?:me )?(?:all |the |your |every |entire |whole |raw "
    r"|complete )*"
    r"(?:records|database|secrets|index files?|raw data|staff (?:documents|data|records|files|shelf))\b",
    r"\b(?:document|file|e-?mail|page|message|text|note|attachment|pdf)\b.{0,40}\b(?:says?|tells?|asks?|instructs?"
    r"|orders?|reads?)\b"
    r".{0,30}\b(?:reveal|ignore|disregard|delete|output|print|disclose|show|send|export|publish)\b.{0,20}"
    r"\b(?:records?|data|instructions|rules|lists?|numbers|targets|everything|files|secrets|passwords?)\b",
    r"\b(?:show|give|print|reveal|tell|send|what is|what are|what's)\b.{0,20}\b(?:api keys?|passwords?"
    r"|environment variables"
    r"|source code|access tokens?|credentials)\b|\baudience\b.{0,4}\bstaff\b",
)

ABOUT_OFF_TOPIC = (
    r"\b(?:liab\w+|compensat\w+|breach\w*|damages|sue|sued|lawsuits?|disputes?|obliged|entitled|unlawful)\b"
)
"""Words of questions on rights and duties, which the law answers whatever they are about."""

OFF_TOPIC = (
    # what to buy and sell on markets
    r"\b(?:recommend|suggest|pick|best|hot|top)\b.{0,24}\b(?:stocks?|cryptos?|bitcoin|funds? to buy"
    r"|etfs?)\b(?! exchange)",
    r"\b(?:recommend|suggest|pick) .{0,20}\bshares\b|\bshares? tips?\b|\bstock tips?\b|\b(?:stock|share) price\b",
    r"\b(?:which|what)\b.{0,30}\b(?:stocks?|shares?|cryptos?|coins?|funds?|etfs?)\b.{0,6} (?:should|to buy|do you"
    r"|will (?:rise|go up))\b",
    r"\b(?:should|shall) i (?:buy|sell|hold|short)\b|\b(?:is|are) .{0,30}\b(?:stocks?|shares?"
    r"|bitcoin) (?:a )?(?:good )?(?:buy|going up)\b",
    r"\b(?:stocks?|shares?|bitcoin|crypto\w*)\b.{0,20}\b(?:rise|go up|crash|rally)\b.{0,24}\b(?:today|tomorrow|week"
    r"|month|year)\b"
    r"|\bbuy (?:some )?(?:bitcoin|crypto\w*|lottery)\b|\blottery (?:numbers?|ticket)\b|\bhoroscope\b|\bzodiac\b",
    # weather, time
    r"\b(?:will|does|did|is|going) (?:it )?(?:to )?(?:rain|snow|raining|snowing)(?:ing)?\b"
    r"|\b(?:will|is) it (?:be )?(?:sunny|hot|cold|windy|warm|cloudy|humid)\b|\bneed an umbrella\b",
    r"\bweather\b.{0,20}\b(?:today|tomorrow|tonight|like|forecast|this week|next week|weekend|now|in)\b"
    r"|\bweather forecast\b"
    r"|\b(?:what's|what is|how's|how is) the (?:weather|temperature)\b(?! (?:needed|of|required|for|at which))",
    r"\bwhat time is it\b|\bwhat(?:'s| is) (?:the time(?= ?[?.!]| now| in [A-Z]|$)|today's date|the date today)\b"
    r"|\bwhat day is (?:it|today)\b",
    # entertainment and writing for its own sake
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:write|compose|sing|tell|make up|recite|create|give)\b.{{0,20}}\b(?:jokes?"
    rf"|poems?|haikus?|songs?|stor(?:y|ies)"
    r"|riddles?|limericks?|lyrics|novels?|fairy ?tales?|raps?|sonnets?|bedtime)\b",
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:write|compose|do)\b.{{0,16}}\b(?:essays?|cover letters?|love letters?|cvs?"
    rf"|r[ée]sum[ée]s?|speech|homework|blog posts?"
    r"|birthday)\b",
    r"\bmy homework\b",
    r"\bdo you (?:love|like|hate) me\b|\bare you (?:married|single|lonely)\b|\bi(?:'m| am) (?:so )?(?:bored"
    r"|lonely)\b|\bplay a game with me\b",
    # code, sums, translation
    rf"{ORDER_ALSO_AFTER_A_COMMA}(?:write|create|code|debug|fix|generate|implement|program|build"
    rf"|make)\b.{{0,30}}\b(?:python|java(?:script)?|c\+\+|sql"
    r"|html|css|regex|bash|excel macro|vba|algorithm|scripts?|crawler|scraper|web ?site|apps?|(?:piece of"
    r"|some) code)\b",
    r"\b(?:in|with|using) (?:python|javascript|java|c\+\+|golang|rust|typescript|html|css|sql)\b",
    r"\bsolve (?:this|my|for)\b.{0,30}\b(?:equations?|problem|integral|puzzle|x)\b|\b(?:square root|derivative"
    r"|integral) of\b"
    r"|\bwhat(?:'s| is) \d[\d.,]* ?(?:[+x*/×÷-]|times|plus|minus|divided by|multiplied by) ?\d",
    r"\bconvert (?:this|the) text\b|\bhow (?:hot|cold|warm) (?:will|is) it\b|\btranslate (?:this|the following|my"
    r"|these|it|['\"“])|\btranslate .{1,80} (?:in)?to (?:french|german|spanish|japanese|korean|russian"
    r"|italian|arabic|portuguese|latin|vietnamese|thai)\b",
    # health
    r"\b(?:i|i've|my (?:head|back|stomach|tooth|throat|child|son|daughter|mother|father|wife|husband|baby|dog"
    r"|cat))\b.{0,24}"
    r"\b(?:headaches?|fever|cough\w*|sore throat|stomach ?ache|rash|tooth ?ache|insomnia|migraine|flu|dizzy|hurts?"
    r"|vomit\w*|diarrh?oea"
    r"|can't sleep)\b",
    r"\b(?:which|what) (?:medicine|drugs?|pills?|painkillers?|antibiotics?|tablets?)\b.{0,6}\b(?:should|can|to take"
    r"|helps?)\b(?! lead)"
    r"|\bhow (?:do i|to|can i) (?:cure|lose weight|fall asleep|get pregnant)\b",
    # travel, food, sport
    r"\bplan .{0,24}\b(?:trip|holiday|vacation|tour|honeymoon)\b|\b(?:latest|new) (?:movies|films|series|songs)\b"
    r"|\bwho(?:'s| is) winning\b",
    r"\b(?:book|reserve) (?:me )?(?:a |an |the |two |some |my )?(?:\w+ ){0,2}(?:tickets?|flights?|hotels?|rooms?"
    r"|tables?|taxi|train|seats?|cab)\b",
    r"\b(?:train|flight|plane|bus|concert|cinema|movie|air(?:line)?) tickets?\b|\bflights? (?:to|from) \w+"
    r"|\bcheap flights?\b",
    r"\b(?:recommend|suggest|best|top|good|nice|nearest|cheap(?:est)?|cosy|where is a)\b.{0,24}\b(?:hotels?"
    r"|restaurants?|caf[ée]s?|bars?|pubs?"
    r"|movies?|films?|hostels?|noodles?|sushi|pizza|coffee shops?|beach(?:es)?|museums? to|sights"
    r"|tourist attractions?)\b"
    r"(?! (?:project|invest|develop|sector|industry|site|land|chain|business))",
    r"\bwhere (?:can|should|do) (?:i|we) (?:eat|have (?:lunch|dinner|breakfast)|stay|sleep|party|shop|swim)\b"
    r"|\bthings to (?:do|see) in\b|\bsight-?seeing\b|\bitinerary\b|\brecipes?\b|\bhow (?:do i|to|can i) (?:cook"
    r"|bake)\b"
    r"|\bwhat should (?:i|we) (?:eat|cook|wear|watch)\b|\border (?:me )?(?:a |some )?(?:pizza|food|taxi|coffee"
    r"|lunch)\b",
    r"\bwho (?:will win|is winning|is going to win)\b"
    r"|\b(?:football|soccer|basketball|nba|world cup|champions league|premier league|formula 1) (?:scores?|results?"
    r"|schedule|standings)\b",
)
