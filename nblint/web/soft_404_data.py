"""By what pages are known that are not what was asked for: data for soft_404."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.replace("\n", "/").split("/"))


NOT_FOUND: Final = _phrases(
    """
    not found / page not found / file not found / object not found / content not found
    article not found / post not found / product not found / document not found
    resource not found / http not found / file or directory not found / the resource cannot be found
    the requested page was not found on this server / the requested page was not found
    account suspended / this account has been suspended / no page found / nothing found
    nothing found here / nothing here
    page cannot be found / page could not be found / page cant be found / page was not found
    the page cannot be found / the page could not be found / the page was not found
    this page cannot be found / this page could not be found / this page was not found
    that page cannot be found / that page could not be found / that page cant be found
    this page cant be found / the page cant be found / that page doesnt exist
    page does not exist / page doesnt exist / page unavailable / page no longer available
    this page does not exist / this page doesnt exist / this page no longer exists
    this page isnt available / this page is not available / this page is no longer available
    this content isnt available right now / content unavailable / content not available
    the page you requested could not be found / the page you requested was not found
    the page you are looking for could not be found / the page you were looking for doesnt exist
    the page you are looking for does not exist / the page you are looking for doesnt exist
    the page youre looking for cant be found / the page youre looking for doesnt exist
    the requested page could not be found / the requested url was not found on this server
    we cant find that page / we couldnt find that page / we cant find the page youre looking for
    we cannot find that page / we could not find that page / looks like this page doesnt exist
    seite nicht gefunden / nicht gefunden / diese seite existiert nicht / seite existiert nicht
    die seite wurde nicht gefunden / diese seite wurde nicht gefunden
    página no encontrada / pagina no encontrada / la página no existe / no encontrado
    esta página no existe / no se encontró la página / no se ha encontrado la página
    página não encontrada / pagina nao encontrada / não encontrado / esta página não existe
    page introuvable / page non trouvée / cette page nexiste pas / la page est introuvable
    cette page est introuvable / page inexistante / pagina non trovata / pagina inesistente
    pàgina no trobada / pagina niet gevonden / niet gevonden / deze pagina bestaat niet
    sidan hittades inte / sidan kunde inte hittas / sidan finns inte / siden findes ikke
    siden blev ikke fundet / siden ble ikke funnet / siden finnes ikke / síða fannst ekki
    sivua ei löydy / sivua ei löytynyt / lehte ei leitud / lapa nav atrasta / puslapis nerastas
    nie znaleziono / nie znaleziono strony / strona nie istnieje / strona nie została znaleziona
    stránka nenalezena / stránka nebyla nalezena / stránka sa nenašla / stránka neexistuje
    az oldal nem található / a keresett oldal nem található / pagina nu a fost găsită
    stranica nije pronađena / strani ni mogoče najti / faqja nuk u gjet / sayfa bulunamad\u0131
    страница не найдена / страница не существует / сторінку не знайдено
    страницата не \u0435 намерена / η σελίδα δεν βρέθηκε
    הדף לא נמצא / הדף לא קיים / الصفحة غير موجودة / صفحه یافت نشد
    ページが見つかりません / ページが見つかりませんでした
    お探しのページは見つかりませんでした / お探しのページが見つかりません
    页面不存在 / 页面未找到 / 找不到页面 / 找不到網頁 / 找不到頁面 / 頁面不存在
    페이지를 찾을 수 없습니다 / 존재하지 않는 페이지입니다 / ไม่พบหน้า / ไม่พบหน้านี้
    không tìm thấy trang / halaman tidak ditemukan / पृष्ठ नहीं मिला
    """
) - {""}
"""What a title or a heading says that is about nothing else: in lower case, without punctuation."""

CODE_WORDS: Final = _words(
    "404 error fehler erreur erro errore fout fel feil fejl virhe błąd chyba hiba eroare hata "
    "ошибка помилка грешка oops ooops whoops uh oh hmm sorry ups hoppla"
)
"""What may stand beside such a text; with 404 among them they say it alone."""

ERROR_PATHS: Final = _words(
    "404 404error 404-error 404-not-found 404notfound 404-page 404page error404 error-404 "
    "error_404 errorpage error-page error_page notfound not-found not_found "
    "pagenotfound page-not-found page_not_found filenotfound"
)
"""Last parts of the paths to which servers lead what they do not have, without their ending."""

BARE_ERROR_PATHS: Final = _words("error errors oops")
"""Likewise, where they are the whole path: `/reference/error` may well describe a class."""

PARKING_HOSTS: Final = _words(
    "afternic.com bodis.com brandbucket.com buydomains.com dan.com domainmarket.com "
    "hugedomains.com namebright.com park.io parkingcrew.com parkingcrew.net sedo.com "
    "sedoparking.com squadhelp.com undeveloped.com uniregistry.com"
)
"""Hosts that offer domains for sale; what leads there is no page any more."""

PARKING_MARKS: Final = (
    "//above.com/",
    "//afternic.com/",
    "//www.afternic.com/",
    "//cdn.dan.com/",
    "//d38psrni17bvxu.cloudfront.net/",  # ParkingCrew
    "//img.sedoparking.com/",
    "//www.sedoparking.com/",
    "//sedoparking.com/",
    "//www.hugedomains.com/",
    "//parking.bodiscdn.com/",
    "//www.bodis.com/",
    "//parklogic.com/",
    "parkingcrew.net/",
    "wsimg.com/parking-lander/",  # GoDaddy
    "FOOTER_DOMAIN_PARKING",  # Sedo
    "sedoParkingUrl",
    'window.park = "',  # Bodis
    'location.href="/lander"',
    "location.href='/lander'",
)
"""What stands in the scripts of a parked page, or in the addresses of its scripts and frames."""

FOR_SALE: Final = (
    "domain is for sale",
    "website is for sale",
    "domain name is for sale",
    "domain may be for sale",
    "domain is parked",
    "domain name is parked",
    "domain has been parked",
    "parked free courtesy of",
    "domain is available for purchase",
    "buy this domain",
    "this domain has expired",
    "domain steht zum verkauf",
    "ce domaine est à vendre",
    "este dominio está en venta",
    "este domínio está à venda",
    "questo dominio è in vendita",
    "domein is te koop",
    "домен продается",
    "домен продаётся",
)
"""What a page with hardly any other text says that offers a domain."""

SHORTENERS: Final = _words(
    "a.co aka.ms amzn.to bit.ly buff.ly cutt.ly dub.sh fb.me forms.gle g.co git.io goo.gl is.gd "
    "j.mp lnkd.in ow.ly rb.gy s.id shorturl.at t.co t.ly tiny.cc tinyurl.com v.gd w.wiki wp.me"
)
"""Hosts whose deep addresses stand for others, be they home pages."""

LANGUAGES: Final = _words(
    "ar bg bn ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id is it ja jp ka kk ko kr lt "
    "lv mk ms nb nl nn no pl pt ro ru sk sl sq sr sv sw ta th tr tw uk ur us uz vi zh cn gb br"
)
"""Languages and countries to whose home pages visitors are led, by their codes."""

IDLE_PARAMETERS: Final = _words("fbclid gclid hl lang locale mc_cid mc_eid ref source")
"""Parameters of a query that do not choose a page; so are those that begin with `utm_`."""

LOGINS: Final = _words(
    "authorize authwall cas checkpoint log-in log_in login login.aspx login.do login.html "
    "login.jsp login.php saml saml2 sign-in sign_in signin signon sso wp-login.php"
)
"""Last parts of a login's path."""

LOGIN_HOSTS: Final = _words("accounts auth cas idp login secure-login signin sso")
"""First labels of a login's host."""

MANUALS: Final = _words("api blog docs documentation guide help manual support wiki")
"""Parts of a path under which a login is written about."""

CONSENT_HOSTS: Final = _words("cmp consent cookieconsent guce myprivacy")
"""First labels of the host of a page that asks for consent."""

CONSENTS: Final = _words(
    "collectconsent consent cookie-consent cookie_consent cookieabsent cookiewall gdpr-consent "
    "privacygate privacywall setcookie"
)
"""Last parts of the path of such a page."""
