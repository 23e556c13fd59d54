"""The weights of the evidence, in the order of the fields of `SpellingEvidence`.

Fitted by `python -m lexicon.weigh`: a logistic regression on misspellings that commits have fixed,
and on the unknown words of well-edited text. nblint reports a word from even odds on.
"""

WEIGHTS = (
    -6.51,  # bias
    1.17,  # candidate_frequency
    1.09,  # seen
    -1.22,  # frequency
    -2.37,  # cost
    3.30,  # length
    -2.82,  # short
    -2.00,  # repeated
    -5.10,  # in_code
    0.30,  # candidate_uses
    -1.20,  # capitalized
    -1.00,  # full_name
    -1.15,  # prefixed
    -1.24,  # suffixed
    -3.11,  # plural
    0.30,  # fits_left
    0.19,  # fits_right
    -0.80,  # known_pair
    -1.06,  # first_letter_differs
    -6.00,  # unknown_share
    -0.65,  # candidate_is_name
    1.55,  # in_link
    1.43,  # in_title
)
