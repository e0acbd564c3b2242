import pytest

from pleinjour.web.organizations.errors import WrongSiren
from pleinjour.web.organizations.siren import clean_siren, with_key


def test_a_siren_is_read_with_or_without_its_spaces() -> None:
    assert clean_siren("732829320") == "732829320"
    assert clean_siren(" 732 829\u202f320 ") == "732829320"


@pytest.mark.parametrize("text", ["", "732829321", "73282932", "7328293200", "73282932a", "٧٣٢٨٢٩٣٢٠"])
def test_nine_figures_without_their_key_are_refused(text: str) -> None:
    with pytest.raises(WrongSiren):
        clean_siren(text)


@pytest.mark.parametrize("place", range(9))
def test_one_wrong_figure_is_always_seen(place: int) -> None:
    right = with_key("21380185")
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    with pytest.raises(WrongSiren):
        clean_siren(wrong)
