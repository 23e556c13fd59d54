"""What each piece of evidence weighs, in the order of `Evidence`.

Fitted by `python -m lexicon.weigh`: a logistic regression over misspellings from the histories of
repositories and over the unknown words of edited text. Even odds are where nblint reports.
"""

WEIGHTS = (
    -6.51,  # bias
    1.17,  # common
    1.09,  # seen
    -1.22,  # frequency
    -2.37,  # cost
    3.30,  # length
    -2.82,  # short
    -2.00,  # repeated
    -5.10,  # in_code
    0.30,  # meant
    -1.20,  # named
    -1.00,  # full_name
    -1.15,  # prefixed
    -1.24,  # suffixed
    -3.11,  # plural
    0.30,  # left
    0.19,  # right
    -0.80,  # own_pair
    -1.06,  # first
    -6.00,  # foreign
    -0.65,  # to_name
    1.55,  # link
    1.43,  # title
)
