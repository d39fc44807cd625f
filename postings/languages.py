"""Languages by ISO 639-1 code, with their usual English names.

Source: the registration authority's code list (ISO 639-1, 183 codes), names shortened to the usual one.
"""

from __future__ import annotations

import re

_CODES = """
aa Afar; ab Abkhazian; ae Avestan; af Afrikaans; ak Akan; am Amharic; an Aragonese; ar Arabic; as Assamese;
av Avaric; ay Aymara; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bi Bislama; bm Bambara;
bn Bengali; bo Tibetan; br Breton; bs Bosnian; ca Catalan; ce Chechen; ch Chamorro; co Corsican; cr Cree;
cs Czech; cu Church Slavonic; cv Chuvash; cy Welsh; da Danish; de German; dv Divehi; dz Dzongkha; ee Ewe;
el Greek; en English; eo Esperanto; es Spanish; et Estonian; eu Basque; fa Persian; ff Fulah; fi Finnish;
fj Fijian; fo Faroese; fr French; fy Western Frisian; ga Irish; gd Scottish Gaelic; gl Galician; gn Guarani;
gu Gujarati; gv Manx; ha Hausa; he Hebrew; hi Hindi; ho Hiri Motu; hr Croatian; ht Haitian Creole;
hu Hungarian; hy Armenian; hz Herero; ia Interlingua; id Indonesian; ie Interlingue; ig Igbo; ii Sichuan Yi;
ik Inupiaq; io Ido; is Icelandic; it Italian; iu Inuktitut; ja Japanese; jv Javanese; ka Georgian; kg Kongo;
ki Kikuyu; kj Kuanyama; kk Kazakh; kl Kalaallisut; km Khmer; kn Kannada; ko Korean; kr Kanuri; ks Kashmiri;
ku Kurdish; kv Komi; kw Cornish; ky Kyrgyz; la Latin; lb Luxembourgish; lg Ganda; li Limburgish; ln Lingala;
lo Lao; lt Lithuanian; lu Luba-Katanga; lv Latvian; mg Malagasy; mh Marshallese; mi Maori; mk Macedonian;
ml Malayalam; mn Mongolian; mr Marathi; ms Malay; mt Maltese; my Burmese; na Nauru; nb Norwegian Bokmål;
nd North Ndebele; ne Nepali; ng Ndonga; nl Dutch; nn Norwegian Nynorsk; no Norwegian; nr South Ndebele;
nv Navajo; ny Chichewa; oc Occitan; oj Ojibwa; om Oromo; or Odia; os Ossetian; pa Punjabi; pi Pali;
pl Polish; ps Pashto; pt Portuguese; qu Quechua; rm Romansh; rn Rundi; ro Romanian; ru Russian;
rw Kinyarwanda; sa Sanskrit; sc Sardinian; sd Sindhi; se Northern Sami; sg Sango; si Sinhala; sk Slovak;
sl Slovenian; sm Samoan; sn Shona; so Somali; sq Albanian; sr Serbian; ss Swati; st Southern Sotho;
su Sundanese; sv Swedish; sw Swahili; ta Tamil; te Telugu; tg Tajik; th Thai; ti Tigrinya; tk Turkmen;
tl Tagalog; tn Tswana; to Tongan; tr Turkish; ts Tsonga; tt Tatar; tw Twi; ty Tahitian; ug Uyghur;
uk Ukrainian; ur Urdu; uz Uzbek; ve Venda; vi Vietnamese; vo Volapük; wa Walloon; wo Wolof; xh Xhosa;
yi Yiddish; yo Yoruba; za Zhuang; zh Chinese; zu Zulu
"""

NAMES = {entry.split()[0]: " ".join(entry.split()[1:]) for entry in _CODES.split(";")}
_BY_NAME = {name.casefold(): code for code, name in NAMES.items()}
_CODE = re.compile(r"[a-z]{2,3}")


def language_name(code: str) -> str:
    """ "German"; a code without a name of its own stands in capitals.

    >>> language_name("de"), language_name("gsw")
    ('German', 'GSW')
    """
    return NAMES.get(code, code.upper())


def language_code(text: str) -> str | None:
    """The code of what a person writes: a code or an English name. Codes of three letters (ISO 639-3) are
    taken as they are.

    >>> language_code("DE"), language_code("german"), language_code("gsw"), language_code("zz")
    ('de', 'de', 'gsw', None)
    """
    folded = text.strip().casefold()
    if folded in NAMES:
        return folded
    if folded in _BY_NAME:
        return _BY_NAME[folded]
    return folded if len(folded) == 3 and _CODE.fullmatch(folded) else None


def code_number(code: str) -> int:
    """A code as a number, for a column of the search index; 0 for none. Anything but two or three small
    letters counts as none."""
    number = 0
    if _CODE.fullmatch(code):
        for letter in code:
            number = number * 27 + ord(letter) - ord("a") + 1
    return number


def number_code(number: int) -> str:
    """The inverse of ``code_number``.

    >>> number_code(code_number("de")), number_code(code_number("gsw")), number_code(0)
    ('de', 'gsw', '')
    """
    letters = ""
    while number:
        number, letter = divmod(number, 27)
        letters = chr(ord("a") + letter - 1) + letters
    return letters
