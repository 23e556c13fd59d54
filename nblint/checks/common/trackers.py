"""Parameters that say who shares, sends or reads an address and that its page does not need.

The names are those that the services' own share buttons, newsletters and advertisements add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model.uri import Uri

_PREFIXES = ("utm_", "mtm_", "hsa_")
_ANYWHERE = (
    "fbclid gclid gclsrc dclid gbraid wbraid srsltid _ga _gl msclkid yclid ysclid twclid ttclid"
    " li_fat_id epik igsh igshid mc_cid mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp"
    " hsctatracking oly_anon_id oly_enc_id vero_id vero_conv ck_subscriber_id ml_subscriber"
    " ml_subscriber_hash rb_clickid s_cid wickedid _openstat"
    " pk_campaign pk_kwd pk_keyword pk_source pk_medium piwik_campaign piwik_kwd"
)
# A host, or any label of it, and the beginning of the path; a parameter, or one value of it.
_SITES = {
    "youtube.com/watch": "si pp feature=share feature=youtu.be list=WL list=LL",
    "youtube.com/shorts/": "si feature=share",
    "youtube.com/live/": "si feature=share",
    "youtube.com/playlist": "si",
    "youtu.be/": "si feature=share list=WL list=LL",
    "open.spotify.com/": "si nd",
    "soundcloud.com/": "si",
    "twitter.com/": "s t ref_src ref_url cxt",
    "x.com/": "s t ref_src ref_url cxt",
    "threads.net/": "xmt",
    "facebook.com/": "mibextid __tn__ __cft__[0] rdid",
    "linkedin.com/": "trk trackingid lipi refid midtoken midsig trkemail",
    "reddit.com/": "share_id rdt ref_source",
    "tiktok.com/": "_r _t is_from_webapp is_copy_url sender_device sender_web_id",
    "medium.com/": "source",
    "substack.com/": "r s triedredirect showwelcomeonshare",
    "wikipedia.org/": "wprov",
    "nytimes.com/": "smid",
    "bbc.co.uk/": "at_medium at_campaign ns_source ns_mchannel ns_campaign",
    "bbc.com/": "at_medium at_campaign ns_source ns_mchannel ns_campaign",
    "imdb.com/": "ref_",
    "goodreads.com/": "from_search from_srp qid rank ac",
    "amazon/": "ref_ pd_rd_i pd_rd_r pd_rd_w pd_rd_wg pf_rd_i pf_rd_m pf_rd_p pf_rd_r pf_rd_s"
    " pf_rd_t qid sr crid sprefix dib dib_tag",
    "ebay/": "_trkparms _trksid",
    "bilibili.com/": "spm_id_from from_spmid vd_source share_source share_medium share_plat"
    " share_session_id share_tag unique_k",
    "aliexpress/": "spm scm",
    "taobao.com/": "spm scm",
    "google/": "usp=sharing usp=share_link usp=drive_link usp=drivesdk usp=drive_web usp=drive_fs"
    " usp=sf_link usp=header ouid",
    "google/search": "ved ei sxsrf sca_esv gs_lcp gs_lp sclient aqs rlz sourceid oq uact biw bih",
    "google/maps": "entry g_ep g_st",
}


_ALL = frozenset(
    parameter.partition("=")[0]
    for parameters in (_ANYWHERE, *_SITES.values())
    for parameter in parameters.split()
)

_LISTS = frozenset({"list=WL", "list=LL"})


def trackers(uri: Uri, parameters: list[str]) -> list[bool]:
    """Tell of each parameter, `name` or `name=value`, whether the page does without it."""
    names = [parameter.partition("=")[0].lower() for parameter in parameters]
    if _ALL.isdisjoint(names) and not any(name.startswith(_PREFIXES) for name in names):
        return [False] * len(names)
    host, known = f".{uri.host}.", set(_ANYWHERE.split())
    for site, site_parameters in _SITES.items():
        label, slash, path = site.partition("/")
        if f".{label}." in host and uri.path.startswith(slash + path):
            known.update(site_parameters.split())
    if not known.isdisjoint(_LISTS) and not _LISTS.isdisjoint(parameters):
        known.add("index")  # the place in the list
    return [
        name in known or parameter in known or name.startswith(_PREFIXES)
        for name, parameter in zip(names, parameters, strict=True)
    ]
