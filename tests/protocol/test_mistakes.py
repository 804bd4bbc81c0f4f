"""Each mistake that an author can make, and the sentence that it gets."""

import pytest

from tests.protocol.tiny import edition, files, line_of, problems

CRITERION = '[[criterion]]\nid = "one"\ntitle = "One"\n'
DEADLINE = '[[deadline]]\nid = "papers"\ntitle = "Papers"\n'
DUTY = (
    '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\n'
    "due = { at_once = true }\n"
)
GROUND = (
    '[[ground]]\ncode = "crime"\ntitle = "Crime"\nsentence = "So."\nlimits = "Few."\n'
    'law = "An Act"\n'
)
QUESTION = '[[question]]\npage = "why"\nid = "more"\nask = "More?"\n'

IN_PROTOCOL = [
    (
        CRITERION + 'when = { answer = "lokal", is = true }',
        "criterion 'one': it tests 'lokal', which forms/referral.toml does not ask.",
    ),
    (
        CRITERION + 'when = { answer = "where", is = "moon" }',
        "criterion 'one': 'moon' is not one of the options of 'where'.",
    ),
    (
        CRITERION + 'when = { all = [{ answer = "reasons", in = ["fear", "hope"] }] }',
        "criterion 'one': 'hope' is not one of the options of 'reasons'.",
    ),
    (
        CRITERION + 'when = { answer = "local", is = "yes" }',
        "criterion 'one': 'local' is answered yes or no: write true or false, not 'yes'.",
    ),
    (
        CRITERION + 'when = { answer = "name", at_least = 3 }',
        "criterion 'one': at_least goes with a number, and 'name' is of kind text.",
    ),
    (
        CRITERION + 'when = { answer = "calls", words_at_least = 3 }',
        "criterion 'one': words_at_least goes with text, and 'calls' is of kind number.",
    ),
    (
        CRITERION + "when = { flags_present_at_least = 9 }",
        "criterion 'one': it asks for 9 flags; there are 3.",
    ),
    (
        CRITERION + 'when = { judged = "local", evidence = "story" }',
        "criterion 'one': it judges 'local', which is a question of kind yes_no.",
    ),
    (
        CRITERION + 'when = { judged = "rise", evidence = "tale" }',
        "criterion 'one': it tests 'tale', which forms/referral.toml does not ask.",
    ),
    (
        CRITERION + 'when = { answer = "local", equals = true }',
        (
            "criterion 'one', when: this test needs one of: all, any, none, at_least_met, fact, "
            "tool, given, is, in, at_least, at_most, words_at_least, within_months, "
            "flags_present_at_least, critical_flag_present, age_at_least, judged, attested."
        ),
    ),
    (
        CRITERION + 'when = { all = [{ anser = "local", is = true }] }',
        "criterion 'one', when, all 1: 'answer' is missing.",
    ),
    (
        CRITERION + 'clause = "99.9"\nwhen = { critical_flag_present = true }',
        "criterion 'one': clause '99.9' is not in clauses.toml.",
    ),
    (
        (CRITERION + "when = { critical_flag_present = true }\n") * 2,
        "the criterion 'one' is there twice.",
    ),
    (
        CRITERION + 'when = { critical_flag_present = true }\nsource = "query"',
        "criterion 'one': its source is 'query', so it needs a note that says what to answer.",
    ),
    (
        CRITERION + 'when = { critical_flag_present = true }\nsource = "guess"',
        "criterion 'one': source = 'guess' is not one of 'given', 'default' or 'query'.",
    ),
    (
        DEADLINE + 'before = "meeting"\nwithin = { working_dys = 3 }',
        (
            "deadline 'papers', within: 'working_dys' is not a key that belongs here; "
            "did you mean 'working_days'?"
        ),
    ),
    (
        DEADLINE + 'before = "meeting"\nwithin = { working_days = 3, days = 2 }',
        (
            "deadline 'papers', within: needs exactly one of working_days, days, clear_days, "
            "hours, calendar_months, week_before, same_day, at_once, end_of."
        ),
    ),
    (
        DEADLINE + 'before = "meeting"\nwithin = { working_days = "3" }',
        "deadline 'papers', within: working_days must be a whole number, without quotes.",
    ),
    (
        DEADLINE + 'before = "meeting"\nafter = "submitted"\nwithin = { days = 2 }',
        "deadline 'papers': needs exactly one of before, after, before_deadline, after_deadline.",
    ),
    (
        DEADLINE + 'after = "meeting"\nwithin = { week_before = true }',
        "deadline 'papers': week_before only goes with before.",
    ),
    (
        DEADLINE + 'before = "lunch"\nwithin = { days = 2 }',
        (
            "deadline 'papers': before = 'lunch' is not one of 'meeting', 'submitted', 'returned', "
            "'accepted', 'declined', 'heard', 'agreed', 'issued', 'raised', 'disputed', 'asked', "
            "'notice', 'noticed', 'opened' or 'closed'."
        ),
    ),
    (
        DEADLINE + 'before = "meeting"\nwithin = { days = 2 }\nby = "5pm"',
        "deadline 'papers', by: '5pm' is not a time of day; write it like \"17:00\".",
    ),
    (
        DEADLINE
        + 'before = "meeting"\nwithin = { days = 2 }\n'
        + 'exception = { clause = "1", reason = "risk", approved_by = ["queen"] }',
        "deadline 'papers', exception: 'queen' is not a role of this protocol.",
    ),
    (
        '[[role]]\nid = "chair"\ntitle = "Chair"\nmay = ["referral.eat"]',
        "role 'chair', may 1: 'referral.eat' is not a permission that this software knows.",
    ),
    (
        '[[role]]\nid = "chair"\ntitle = "Chair"\nmay = ["referral.accept"]',
        "role 'chair': may accept a referral but not read a referral.",
    ),
    (
        '[[role]]\nid = "Chair"\ntitle = "Chair"\nmay = ["protocol.read"]',
        "role 'Chair': id may hold small letters, figures, - and _ only.",
    ),
    (
        DUTY + 'when = { answer = "local", is = true }',
        "duty 'tell': needs a clause, or the law that it rests on.",
    ),
    (
        GROUND + 'for_controllers = ["martians"]',
        "ground 'crime': 'martians' is not a kind of controller.",
    ),
    (
        '[quorum]\nwords = "Some."\nbelow = "advises"\nagencies = ["martians"]',
        "quorum: 'martians' is not a kind of agency.",
    ),
    (
        '[consent]\npolicy = "Ask."\nform = "consent"\nwithout_form = "other"\nmin_grounds = 1',
        "consent: there is no forms/consent.toml.",
    ),
    (
        "[review]\nevery_months = 12\nevery_moon = 1",
        "review: 'every_moon' is not a key that belongs here; did you mean 'every_months'?",
    ),
    (
        (
            "[cadence]\ncount_per_year = 11\ncollision = { move = 'earlier' }\n"
            "horizon = { months = 11 }\n"
            "day = { nth = 'last', weekday = 'tuesday', at = '09:30' }\nfree = { months = [] }"
        ),
        (
            "cadence: 11 meetings a year and 0 free months do not make twelve; "
            "name the months without a meeting."
        ),
    ),
    (
        "[[calendar.holiday]]\nday = '2027-05-01'\nname = 'Coronation'",
        "calendar, holiday 'Coronation': day must be a date like 2026-11-24, without quotes.",
    ),
]

IN_PROTOCOL.append(
    (
        "[[calendar.closure]]\nday = 2027-05-01\nname = 'Shut'\nnations = ['FRA']",
        "calendar, closure 'Shut', nations 1: 'FRA' is not one of 'ENG', 'WLS', 'SCT' or 'NIR'.",
    )
)

IN_FORM = [
    (
        QUESTION + 'kind = "phnoe"',
        "question 'more': kind = 'phnoe' is not one of 'text', 'long_text',",
    ),
    (
        QUESTION + 'kind = "text"\nhnit = "x"',
        "question 'more': 'hnit' is not a key that belongs here; did you mean 'hint'?",
    ),
    (
        QUESTION + 'kind = "text"\nrequired = "no"',
        "question 'more': required must be true or false.",
    ),
    (QUESTION + 'kind = "choice"', "question 'more': a question of kind 'choice' needs options."),
    (
        QUESTION + 'kind = "text"\noptions = [{ value = "a", label = "A" }]',
        "question 'more': a question of kind 'text' takes no options.",
    ),
    (
        QUESTION
        + 'kind = "choice"\noptions = [{ value = "a", label = "A" }, { value = "a", label = "B" }]',
        "question 'more': the option 'a' is there twice.",
    ),
    (
        QUESTION + 'kind = "choice"\noptions = [{ value = "a", lable = "A" }]',
        "question 'more', options 'a': 'label' is missing.",
    ),
    (QUESTION + 'kind = "text"\ncritical = true', "question 'more': only a flag can be critical."),
    (
        QUESTION + 'kind = "number"\nwords_at_least = 5',
        "question 'more': words_at_least goes with text and long_text only.",
    ),
    (
        QUESTION + 'kind = "text"\nevidence = "story"',
        "question 'more': evidence goes with a judged question only.",
    ),
    (
        QUESTION + 'kind = "judged"\nevidence = "tale"',
        "question 'more': its evidence 'tale' is not asked on this form.",
    ),
    (
        QUESTION + 'kind = "text"\nfills = "person.shoe_size"',
        "question 'more': fills 'person.shoe_size', which is no record that an answer can fill.",
    ),
    (
        QUESTION + 'kind = "phone"\nsee = "safe_contact"',
        'question \'more\': see = "safe_contact" needs a fills that begins with "safe_contact.".',
    ),
    (
        QUESTION + 'kind = "phone"\nfills = "safe_contact.number"',
        "question 'more': fills 'safe_contact.number', so it needs see = \"safe_contact\".",
    ),
    (
        QUESTION + 'kind = "text"\nfills = "equality.gender"',
        "question 'more': fills 'equality.gender', so it needs see = \"statistics\".",
    ),
    (
        QUESTION + 'kind = "text"\nwhen = { answer = "later", given = true }\n'
        '[[question]]\npage = "why"\nid = "later"\nask = "Later?"\nkind = "text"',
        "question 'more': its when reads 'later', which is only asked later.",
    ),
    (
        QUESTION.replace('"more"', '"name"') + 'kind = "text"',
        "the question 'name' is there twice.",
    ),
    (
        QUESTION.replace('"why"', '"attic"') + 'kind = "text"',
        "question 'more' is on page 'attic', which is not here.",
    ),
    (
        '[[page]]\nid = "attic"\nsection = "her"\ntitle = "Attic"',
        "page 'attic' asks nothing.",
    ),
    (
        '[[page]]\nid = "attic"\nsection = "roof"\ntitle = "Attic"',
        "page 'attic' is in section 'roof', which is not here.",
    ),
    (
        QUESTION + 'kind = "text"\nclause = ["1", "7"]',
        "question 'more': clause '7' is not in clauses.toml.",
    ),
]

CLAUSE = '[[clause]]\nid = "3"\ntitle = "More"\nsummary = "More."\n'
IN_CLAUSES = [
    (
        CLAUSE + 'kept_by = "rule"',
        "clause '3': names nothing that keeps it; say by what, or that it is awaited.",
    ),
    (
        CLAUSE + 'kept_by = "narrative"',
        "clause '3': is narrative, so it needs a why: nothing keeps it but people.",
    ),
    (
        CLAUSE + 'kept_by = "rule"\nby = ["deadline:lunch"]',
        "clause '3': there is no deadline lunch.",
    ),
    (
        CLAUSE + 'kept_by = "rule"\nby = ["magic:wand"]',
        "clause '3': is kept by 'magic:wand'; write a kind, a colon and a name, like",
    ),
    (
        CLAUSE.replace('"3"', '"1"') + 'kept_by = "screen"\nawaited = true',
        "the clause '1' is there twice.",
    ),
    (
        CLAUSE + 'kept_by = "hope"',
        "clause '3': kept_by = 'hope' is not one of 'rule', 'form', 'screen', 'document'",
    ),
]


def test_the_tiny_edition_itself_has_no_mistake() -> None:
    assert edition().id == "tiny/1"


@pytest.mark.parametrize("written, sentence", IN_PROTOCOL)
def test_a_mistake_in_the_protocol_gets_its_sentence(written: str, sentence: str) -> None:
    assert any(sentence in said for said in problems(files(protocol=written)))


@pytest.mark.parametrize("written, sentence", IN_FORM)
def test_a_mistake_in_a_form_gets_its_sentence(written: str, sentence: str) -> None:
    found = problems(files(form=written))
    assert any(sentence in said for said in found)
    assert found[0].startswith("forms/referral.toml")


@pytest.mark.parametrize("written, sentence", IN_CLAUSES)
def test_a_mistake_in_a_clause_gets_its_sentence(written: str, sentence: str) -> None:
    assert any(sentence in said for said in problems(files(clauses=written)))


def test_a_file_that_is_not_toml_says_where() -> None:
    written = files(change=('id = "name"', "id = name"))
    line = line_of(written, "forms/referral.toml", "id = name")
    assert problems(written) == [
        f"forms/referral.toml, line {line}: this is not TOML. Invalid value, at column 6."
    ]


def test_a_missing_file_is_named() -> None:
    written = files()
    del written["clauses.toml"]
    assert problems(written) == ["clauses.toml: this file is missing."]


def test_a_file_with_no_place_is_named() -> None:
    assert problems(files() | {"notes.toml": ""}) == [
        (
            "notes.toml: an edition has no such file; an edition holds protocol.toml, "
            "clauses.toml, forms/*.toml and examples/*.toml."
        )
    ]


def test_a_form_is_named_after_its_file() -> None:
    written = files()
    written["forms/other.toml"] = written["forms/referral.toml"]
    assert problems(written) == ["forms/other.toml, line 2: its id is 'referral', not 'other'."]


def test_a_missing_table_is_named() -> None:
    found = problems(files(change=('document = "A page"', "")))
    assert found == ["protocol.toml, line 1: 'document' is missing."]


def test_rules_need_the_referral_form() -> None:
    written = files(protocol=CRITERION + "when = { critical_flag_present = true }")
    del written["forms/referral.toml"]
    assert problems(written) == [
        "protocol.toml, line 1: its rules read answers, so forms/referral.toml is needed."
    ]


def test_a_critical_flag_is_not_asked_for_where_none_is_critical() -> None:
    written = files(
        protocol=CRITERION + "when = { critical_flag_present = true }",
        change=("critical = true", "critical = false"),
    )
    line = line_of(written, "protocol.toml", "[[criterion]]")
    assert problems(written) == [
        (
            f"protocol.toml, line {line}, criterion 'one': it asks for a critical flag, and no "
            "flag is critical."
        )
    ]


def test_an_example_answers_only_what_is_asked() -> None:
    example = 'title = "T"\non = 2026-11-11\nclause = "8"\n[given]\nanswers = { x = 1 }\n[expect]\n'
    assert problems(files() | {"examples/one.toml": example}) == [
        "examples/one.toml, line 3: clause '8' is not in clauses.toml.",
        "examples/one.toml, line 5: it answers 'x', which forms/referral.toml does not ask.",
    ]


def test_every_mistake_is_told_at_once() -> None:
    written = files(protocol="[review]\n", form=QUESTION, clauses=CLAUSE)
    review = line_of(written, "protocol.toml", "[review]")
    clause = line_of(written, "clauses.toml", 'id = "3"') - 1
    question = line_of(written, "forms/referral.toml", 'id = "more"') - 2
    assert problems(written) == [
        f"protocol.toml, line {review}, review: 'every_months' is missing.",
        f"clauses.toml, line {clause}, clause '3': 'kept_by' is missing.",
        f"forms/referral.toml, line {question}, question 'more': 'kind' is missing.",
    ]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[deadline]\n", "write [[deadline]]: there may be several, so it stands in double"),
        ("[[review]]\nevery_months = 1\n", "write [review]: there is only one, so it stands in"),
        ("[review]\nclause = “1”\n", "The quotation marks around a value must be straight"),
        (
            "[review]\nevery_months = 1\n[review]\n",
            "[review] is there twice: put both together, or write [[review]] each time",
        ),
    ],
)
def test_brackets_and_quotation_marks_that_do_not_fit_say_what_to_write(
    written: str, sentence: str
) -> None:
    assert any(sentence in said for said in problems(files(protocol=written)))


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("setting:music", "there is no setting music. Write the table [music] in protocol.toml"),
        ("settings:chair", "did you mean 'setting:chair'?"),
        ("role:cordinator", "there is no role cordinator. Did you mean 'role:coordinator'?"),
        ("duty:sing", "there is no duty sing. Write it, or correct the name."),
    ],
)
def test_what_keeps_no_clause_says_what_was_meant(by: str, sentence: str) -> None:
    written = files(clauses=f'{CLAUSE}kept_by = "rule"\nby = ["{by}"]')
    assert any(sentence in said for said in problems(written))
