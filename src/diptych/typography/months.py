"""Names of months as people write them, in full and in short, by language.

They are CLDR's, and those that authors use besides. A name in short that is also a word (`mar`,
`set`, `out`) counts only with its full stop.
"""

from __future__ import annotations

ENGLISH = (
    r"(?:Jan(?:\.|uary)?|Feb(?:\.|ruary)?|Mar(?:\.|ch)?|Apr(?:\.|il)?|May|June?\.?|July?\.?"
    r"|Aug(?:\.|ust)?|Sept?(?:\.|ember)?|Oct(?:\.|ober)?|Nov(?:\.|ember)?|Dec(?:\.|ember)?)"
)
OTHERS = {
    "de": r"(?:Jan(?:\.|uar)|Jänner|Feb(?:\.|ruar)|März|Mär[sz]\.|Apr(?:\.|il)|Mai|Juni?\.?"
    r"|Juli?\.?|Aug(?:\.|ust)|Sept?(?:\.|ember)|Okt(?:\.|ober)|Nov(?:\.|ember)|Dez(?:\.|ember))",
    "es": r"(?:ene(?:\.|ro)|feb(?:\.|rero)|mar(?:\.|zo)|abr(?:\.|il)|mayo?\.?|jun(?:\.|io)"
    r"|jul(?:\.|io)|ago(?:\.|sto)|sept?(?:\.|iembre)|oct(?:\.|ubre)|nov(?:\.|iembre)"
    r"|dic(?:\.|iembre))",
    "fr": r"(?:janv(?:\.|ier)|févr(?:\.|ier)|mars|avr(?:\.|il)|mai|juin|juil(?:\.|let)|août"
    r"|sept(?:\.|embre)|oct(?:\.|obre)|nov(?:\.|embre)|déc(?:\.|embre))",
    "it": r"(?:gen(?:\.|naio)|feb(?:\.|braio)|mar(?:\.|zo)|apr(?:\.|ile)|mag(?:\.|gio)"
    r"|giu(?:\.|gno)|lug(?:\.|lio)|ago(?:\.|sto)|set(?:t?\.|tembre)|ott(?:\.|obre)"
    r"|nov(?:\.|embre)|dic(?:\.|embre))",
    "nl": r"(?:jan(?:\.|uari)|feb(?:\.|ruari)|maart|mrt\.?|apr(?:\.|il)|mei|juni?\.?|juli?\.?"
    r"|aug(?:\.|ustus)|sept?(?:\.|ember)|okt(?:\.|ober)|nov(?:\.|ember)|dec(?:\.|ember))",
    "pt": r"(?:jan(?:\.|eiro)|fev(?:\.|ereiro)|mar(?:\.|ço)|abr(?:\.|il)|maio?\.?|jun(?:\.|ho)"
    r"|jul(?:\.|ho)|ago(?:\.|sto)|set(?:\.|embro)|out(?:\.|ubro)|nov(?:\.|embro)|dez(?:\.|embro))",
}
"""Patterns of other languages with the alphabet of English. Chinese, Japanese and Korean number
their months."""
ANY = f"(?:{'|'.join((ENGLISH, *OTHERS.values()))})"
"""The pattern of a month in any of them."""
