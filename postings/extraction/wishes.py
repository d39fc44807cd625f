"""Headings that say the lines below are wishes: "It helps if you", "Schön wäre", "Les petits plus".

Word lists alone cannot hold the ways people say so; this is the grammar of them: a wish opens the heading,
and only words without content of their own follow it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GOOD = (
    r"nice|lovely|great|cool|good|awesome|brilliant|fantastic|amazing|wonderful|perfect|sweet|neat|super|ideal|"
    r"helpful|useful|handy|advantageous|beneficial|desirable|valuable|appreciated|interesting|delightful|"
    r"an?\ (?:(?:big|huge|real|nice|definite|massive|great|strong|added|welcome|distinct|major|clear)\ )?"
    r"(?:plus|bonus|advantage|asset|benefit|merit|help|extra|nice\ to\ have|differentiator)"
)
_AGAIN = (
    r"(?:(?:also|really|all|even|absolutely|certainly|definitely|always|greatly|especially|particularly)\ )*"
)
# Wishes in so many words.
_SURE = re.compile(
    rf"""(?:and\ |but\ |also\ |what\ |(?:some\ |a\ few\ )?(?:other\ |more\ |extra\ |additional\ )?
      (?:things|skills|stuff|qualities)\ (?:that\ |which\ )?)*(?:
    (?:it|that|this|these|they|what)?(?:'ll|'d|\ will|\ would|\ can|\ could|\ might|
      \ may)?\ ?{_AGAIN}helps?(?:\ if|\ when|$)
  | what\ (?:else\ )?(?:would|could|might|may|will|'ll)\ {_AGAIN}help(?:$|\ (?:if|too|us))
  | (?:it|that|this|these|they|which)?(?:'s|\ is|\ are|\ was|'d\ be|'ll\ be|\ would\ be|
      \ will\ be)?\ ?{_AGAIN}
      (?:nice|lovely|great|cool|good|awesome|brilliant|fantastic|amazing|wonderful|perfect|sweet|neat|
      super|helpful|
         useful|handy|advantageous|beneficial|desirable|better|ideal)
      (?:\ but\ not\ \w+|\ if|\ when|\ to\ haves?|\ additions?|\ extras?|\ bonus(?:es)?|\ pluses)\b
  | (?:it|that|this|these)(?:'s|\ is|'d\ be|'ll\ be|\ would\ be|\ will\ be|
      \ are)\ {_AGAIN}(?:{_GOOD})(?:\ if|$)
  | (?:would|will)\ be\ {_AGAIN}(?:{_GOOD})
  | (?:(?:will\ be\ |are\ |also\ )*(?:considered|counts?|seen|regarded)\ (?:as\ )?|as\ )
      {_AGAIN}(?:an?\ )?(?:(?:big|huge|real|nice|definite|great|strong|welcome)\ )?
      (?:plus|bonus|advantage|asset|extra|benefit)$
  | (?:would|will)\ be\ (?:plus|bonus|advantage|asset)(?:es)?$
  | (?:extra|bonus)\ love\ (?:for|if)\b | (?:we'd|we\ would)\ (?:go\ wild|jump\ for\ joy)\b
  | (?:not\ )?(?:required|needed|necessary|essential)\ but\ (?:\w+\ ?){{1,6}}$
  | (?:what\ )?we(?:'d|\ would|\ also)*\ hope(?:\ that)?\ (?:to\ (?:see|find)
      |you(?:'ll|'d|\ will|\ might|\ may|\ also)*\ (?:have|bring|know|are|can|show|offer|possess))
  | (?:what\ makes\ (?:you\ )?an?\ )?(?:stand\ ?-?out|standout)
      (?:\ (?:skills?|qualifications?|experience|candidates?|qualities|attributes|requirements|traits))?$
  | (?:(?:you|you'll|you\ will|surprise|to)\ )*(?:impress|wow|blow)\ us\b
  | (?:it's|it\ is|is|are)\ (?:also\ )?considered\ an?\ (?:\w+\ )?(?:plus|bonus|advantage|asset)\b
  | (?:priority|preference)\ (?:will\ be\ |is\ )?given\ to\b
  | (?:what's\ |additional\ |another\ )an?\ ?(?:plus|bonus)$ | additional\ plus$
  | (?:other\ )?useful\ skills(?:\ to\ have)?$
  | highly\ regarded$ | favou?rable$ | (?:might|may|could)\ help$ | would\ also\ be\ nice$
  | hopefully(?:\ you)?\b | and\ if\ you\ (?:also\ )?(?:have|know|bring)$
  | (?:is|are)\ an?\ (?:\w+\ )?(?:plus|bonus|advantage|asset)$
  | (?:additionally|also)\ (?:we'd|we\ would)\ (?:love|like|appreciate)\ it\ if\b
  | you'll\ be\ an?\ (?:standout|stand-out|outstanding|even\ better|dream)\ (?:candidate|applicant|fit)
  | (?:the\ )?(?:ideal|perfect|dream|strongest|best|top|outstanding)\ (?:candidate|applicant)s?
      \ (?:may|might|could|would|will)\ also
  | (?:good|great|nice)-to-(?:know|have)s?\ ?(?:skills?|experience|qualifications)?$
  | non-essential\b | optional\ but\b
  | (?:your\ |the\ )?competitive\ (?:edge|advantages?)$
  | useful(?:\ skills|\ experience|\ knowledge)?$
  | (?:highly\ )?valued(?:\ skills|\ experience)?$ | (?:unicorn|dream)\ skills$ | sprinkles\b
  | een\ plus$
  | (?:is|zijn)\ een\ (?:plus|pluspunt|pré|pre|troef)\b | (?:en\ )?fordel(?:\ hvis)?\b | atutem\b
  | (?:conocimientos\ )?valorables?$
  | also\ (?:very\ |highly\ )?(?:welcome|appreciated|helpful|useful|beneficial|desirable|valued|valuable)$
  | (?:it\ is\ |it's\ )?bra\ att\ ha$ | pre's$ | surprise\ us\ with$
  | what's\ (?:nice|cool|helpful|useful|optional)\b
  | nice(?:\ ones?|\ too)?$ | (?:nice|lovely|little|small|optional|welcome)\ (?:extras?|touches|
      bonus(?:es)?)
  | extras?\ (?!benefits?|perks?|pay|information|info|details?|notes?|vacation|holidays?|activit\w+|
      curricular|
      responsibilit\w+|duties|large|time|leave|hours|days?|training|compensation|services?)\w+$
  | (?:we|i|our\ team)(?:'d|\ would|\ will|'ll)\ (?:\w+\ )?(?:appreciate|welcome|prefer|value|
      be\ (?:even\ |extra\ |very\ |really\ |super\ |so\ )*
      (?:happy|happier|delighted|glad|thrilled|excited|impressed|pleased|grateful|over\ the\ moon))
      (?!\ to\ (?:hear|meet|talk|chat|answer|help|discuss|speak|offer|receive))\b
  | (?:we|i|our\ team)(?:'d|\ would)\ also\ (?:love|like)(?!\ to\ (?:hear\ from|meet|talk|chat|speak))\b
  | (?:would|will|'d|'ll|\ ?)\ ?(?:make|makes|gets?)\ (?:us|our|me)\ (?:\w+\ )?(?:smile|happy|happier|
      excited|hearts?|day|jump)\b
  | (?:would|will|could|'d|'ll)?\ ?{_AGAIN}(?:impress|delight|excite|wow|thrill|please)(?:s|es)?\ (?:us|
      me)\b
  | (?:would\ |will\ |can\ |could\ |to\ |how\ to\ |how\ you\ can\ |ways\ to\ )?(?:makes?|let|lets|help|
      helps)\ (?:you|your\ application|a\ candidate)\ (?:\w+\ )?
      (?:stand\ ?out|shine)\b
  | (?:how\ to\ |ways\ to\ |you'll\ |you\ will\ )?(?:stand(?:s|ing)?\ ?out)\b
  | (?:would\ |will\ |may\ |might\ |can\ |could\ )?(?:gives?|set|sets)\ (?:you|candidates|yourself|
      them)\ (?:apart|an?\ (?:\w+\ )?(?:edge|leg\ up|advantage|
      head\ start|boost|plus|bonus))\b
  | (?:your\ |potential\ |candidate\ )?(?:differentials?|differentiators?)$
  | plus(?:s?es)\ if\b
  | (?:additional|other|strong|considered|further|real|major|key)\ (?:assets?|advantages?|merits?|
      pluses)$ | merit(?:s|ing|orious)?$
  | (?:strictly\ |absolutely\ )?(?:not|no|isn't|aren't|non)\ (?:strictly\ |absolutely\ |
      an?\ )*(?:required|necessary|needed|essential|mandatory|must|
      deal\ ?breakers?|prerequisites?|requirements?)\b
  | you\ (?:may|might|could|can)\ (?:also|even|already|additionally|optionally)
      (?=$|\ (?:have|be|know|bring|hold|possess|come|enjoy|like|speak|show|offer|use|work))
  | (?:if\ you(?:'re|\ are)?\ )(?:also|even|happen|additionally)\b
  | (?:even\ |still\ |much\ )?better(?:\ still|\ yet|\ if|$) | in\ an?\ (?:ideal|perfect)\ world |
       ideally\b | preferably\b | optionally\b | optional$
  | (?:dream|unicorn|wish)\ (?:candidate|list|come)\b
  | (?:a\ |some\ |huge\ |big\ |additional\ |extra\ )*(?:bonus|brownie|plus|extra)\ (?:points?|marks?|
      credits?|kudos|skills?|if)\b | kudos\b
  # German
  | (?:das\ |es\ |was\ |was\ noch\ )?(?:wäre(?:n)?|ist|sind|fänden\ wir|finden\ wir|
      wünschen\ wir\ uns)\ (?:\w+\ ){{0,2}}?
      (?:schön|toll|super|klasse|ideal|gut|plus|vorteil(?:haft)?|bonus|cool|perfekt|prima|hilfreich|
      wünschenswert|großartig|spitze)(?:\ wäre)?\b
  | (?:schön|toll|super|klasse|ideal|cool|gut|perfekt|prima|hilfreich|großartig)(?:\ aber\ kein\ muss|
      \ (?:wäre(?:n)?|ist|sind|wenn))\b
  | kein\ muss\b | (?:das\ )?(?:wünschenswert|vorteilhaft|von\ vorteil|idealerweise|optimalerweise|
      gern(?:e)?\ (?:auch|gesehen)|bonuspunkte|pluspunkte)\b
  | (?:darüber|worüber|was)\ (?:wir\ uns|uns|freuen\ wir\ uns)\b.{{0,20}}freu\w+ |
       (?:das\ )?rundet\ .{{0,25}}\bab\b
  | zusätzlich(?:e)?\ (?:qualifikationen|kenntnisse|pluspunkte|von\ vorteil|wünschenswert)
  # French
  | (?:ce\ |c'|cela\ |ça\ )?(?:qui\ )?(?:serai(?:t|ent)|est|sont|sera)\ (?:considérés?\ comme\ )?(?:un|
      des|le|les)?\ ?(?:vrai\ |gros\ |réel\ |petit\ )?(?:plus|atouts?|bonus)\b
  | (?:les?|un|vos|des)\ (?:petits?\ |vrais?\ )?(?:plus|bonus)$ | (?:idéalement|dans\ l'idéal|
      souhaitée?s?|appréciée?s?|souhaitables?)\b
  | (?:ce\ qui\ )?(?:fera(?:it)?|ferait)\ la\ différence
  # Spanish, Portuguese, Italian
  | (?:se\ )?(?:valorar\w*|valorable\w*)\b | (?:además\ )?(?:deseables?|desejáve(?:l|is)|diferencia(?:l|
      is))\b | (?:es|sería|seria|será|é|seria)\ (?:un|um|uma)?\ ?(?:\w+\ )?
      (?:plus|ventaja|diferencial|ideal|genial|ótimo|bom|legal|vantagem|bonus)\b
  | (?:puntos|pontos)\ (?:extra|adicionales|a\ favor|extras)\b | te\ har[áa]\ destacar |
       nos\ (?:encantaría|gustaría)\b
  | (?:costituis\w+|sarà|rappresent\w+|completano)\ .{{0,12}}(?:plus|titolo|vantaggio|profilo)\b |
       (?:è\ )?(?:gradit[oaie]|preferibil\w+|requisiti\ preferenziali)\b
  # Dutch, Polish, Scandinavian, Czech, Russian, Ukrainian, Chinese, Japanese, Korean, Hebrew
  | (?:een\ )?(?:pré(?!-)|pluspunt(?:en)?|mooi\ meegenomen|wenselijk|bij\ voorkeur|extra\ punten)\b
  | (?:mile\ widzian\w+|dodatkow\w+\ (?:atut\w*|plus\w*)|atut\w*$|plusem\ będzie|będzie\ plusem)
  | (?:det\ (?:är|er)\ )?(?:ett\ |et\ )?(?:meriter(?:ande|ende|ing)|plus\ om|ønskelig\w*|en\ fordel|
      fordelaktig\w*|eduksi|katsotaan\ eduksi)\b
  | výhod(?:ou|a|y)\b | (?:будет|буде)\ (?:большим\ |великим\ )?плюсом | (?:плюсом|желательно|бажано|
      приветствуется)\b
  | 加分项|加分項|优先|優先|歓迎|あると望ましい|우대|יתרון
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Wishes where requirements have been read before; without them they are the requirements.
_PERHAPS = re.compile(
    r"(?:(?:and|but|also|what|things|qualities|skills|experience|stuff|extras|(?:other|more) \w+) )*"
    r"(?:else )?(?:that )?"
    r"(?:you (?:may|might|could) have$"
    r"|(?:we|i|our team)(?:'d| would)(?: really| all| absolutely| particularly| especially)* (?:love|like)"
    r"(?! to (?:hear|meet|talk|chat|speak|tell|offer|invite|share|know))"
    r"|(?:we )?(?:love|like) to see|advantages?$|das wünschen wir uns|was wir uns wünschen"
    r"|wir wünschen uns)\b"
)
_EMPTY = frozenset(
    """
    will if when you you've you're you'll have has had are can to but not it some any of the these this that
    following know knew be been being see from us our for role position job is a an and or in with who
    someone candidate candidates person people bring include includes including would like love points
    experience experienced skills qualifications qualities knowledge background required essential
    necessary needed mandatory also your about at one more as well on top things here we du sie wenn
    hast haben mit noch auch für uns ist sind wäre si vous tu avez as que de des du le la les un une
    pour et en o y e se te si tienes tem você
    """.split()
)


@lru_cache(maxsize=2048)  # the same headings come again and again
def wish(words: str) -> tuple[int, bool] | None:
    """How many words of a heading say that wishes follow, and whether they surely do; None when they do not.

    ``words`` are lower case and parted by single blanks. All words count when those that follow are empty.

    >>> wish("it helps if you have"), wish("what we'd like"), wish("helping customers")
    ((5, True), (3, False), None)
    """
    for pattern, sure in ((_SURE, True), (_PERHAPS, False)):
        found = pattern.match(words)
        if found is None or not found.group().strip():
            continue
        if found.end() < len(words) and words[found.end()] != " " and words[found.end() - 1].isascii():
            continue
        rest = words[found.end() :].split()
        size = len(found.group().split())
        return (size + len(rest) if all(word in _EMPTY for word in rest) else size), sure
    return None
