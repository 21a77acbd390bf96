"""Which particle follows a word, as Korean is spoken."""

from __future__ import annotations

import pytest

from diptych.markup.josa import josa

READINGS = {
    "slack": "슬랙",
    "anthropic": "앤트로픽",
    "google cloud": "구글 클라우드",
    "hugging face": "허깅 페이스",
    "epoch": "에폭",
    "whale": "웨일",
    "qwen": "큐원",
    "claude opus": "클로드 오퍼스",
    "asic": "에이식",
}

HANGUL = ["모델은", "사과는", "한국은", "서울은", "데이터는", "학습은", "값은", "왜는"]
ACRONYMS = [
    "GPU는",
    "LLM은",
    "API는",
    "URL은",
    "CNN은",
    "RAG는",
    "OCR은",
    "HTML은",
    "TPU는",
    "AMD는",
    "IBM은",
    "AI는",
    "HBM은",
    "RLHF는",
    "JSON은",
    "SQL은",
    "AR은",
    "NVIDIA는",
    "vLLM은",
    "gRPC는",
    "NVMe는",
    "PCIe는",
]
ENGLISH = [
    "Python은",
    "token은",
    "model은",
    "Google은",
    "Apple은",
    "notebook은",
    "dataset은",
    "Intel은",
    "ChatGPT는",
    "PyTorch는",
    "transformer는",
    "cloud는",
    "training은",
    "algorithm은",
    "engine은",
    "Chrome은",
    "framework는",
    "chatbot은",
    "software는",
    "code는",
    "Slack은",
    "Google Cloud는",
    "Team Slack은",
]
NUMBERS = [
    "2024는",
    "100은",
    "3은",
    "1,000은",
    "10,000은",
    "1은",
    "2는",
    "6은",
    "9는",
    "0은",
    "10은",
    "H100은",
    "GPT-4는",
    "GPT-4o는",
    "3.14는",
    "2.0은",
    "1,000,000,000,000는",
    "10%는",
    "3kg은",
    "80GB는",
    "700W는",
    "5km는",
    "7nm는",
    "25℃는",
    "$100는",
    "US$32억는",
    "2t은",
]
MARKED = ["**RAG**는", "[토큰](https://x.org)은", "“구글”은", "모델(LLM)은", "`GPU`는", "(LLM)은"]

HELD_OUT = [
    "Facebook은",
    "GitHub는",
    "feedback은",
    "TikTok은",
    "input은",
    "ImageNet은",
    "prompt는",
    "agent는",
    "Microsoft는",
    "laptop은",
    "web은",
    "Bluetooth는",
    "site는",
    "update는",
    "Excel은",
    "pipeline은",
    "column은",
    "server는",
    "DeepSeek는",
    "traffic은",
    "Naver는",
    "Samsung은",
    "MacBook은",
    "YouTube는",
    "GraphQL은",
    "LG는",
    "KAIST는",
    "DRAM은",
    "RTX 4090은",
    "FP16은",
    "5G는",
    "120Hz는",
    "30cm는",
    "1억은",
    "트랜스포머(Transformer)는",
]

FINALLY = [*HANGUL, *ACRONYMS, *ENGLISH, *NUMBERS, *MARKED, *HELD_OUT]


@pytest.mark.parametrize("spoken", FINALLY)
def test_the_particle_follows_the_sound(spoken: str) -> None:
    assert josa(spoken[:-1], "은/는", READINGS) == spoken


@pytest.mark.parametrize(
    ("pair", "spoken"),
    [
        ("은/는", "말은 나는 GPU는"),
        ("는/은", "말은 나는 GPU는"),
        ("이/가", "LLM이 GPU가 토큰이"),
        ("을/를", "LLM을 GPU를 Google을"),
        ("와/과", "LLM과 GPU와 URL과"),
        ("과/와", "LLM과 GPU와 URL과"),
        (
            "으로/로",
            "LLM으로 GPU로 URL로 서울로 집으로 API로 1로 3으로 7로 Google로 8kg으로 10px로",
        ),
        ("로/으로", "LLM으로 GPU로 URL로 서울로"),
        ("으로서/로서", "학생으로서 교사로서 모델로서"),
        ("으로부터/로부터", "토큰으로부터 서울로부터"),
        ("아/야", "영숙아 영희야"),
        ("이나/나", "LLM이나 GPU나"),
        ("이라/라", "LLM이라 GPU라"),
        ("이에요/예요", "모델이에요 GPU예요"),
        ("이란/란", "토큰이란 임베딩이란 RAG란"),
    ],
)
def test_every_pair_goes_in_either_order(pair: str, spoken: str) -> None:
    forms = sorted(pair.split("/"), key=len, reverse=True)
    for whole in spoken.split():
        form = next(form for form in forms if whole.endswith(form))
        word = whole.removesuffix(form)
        assert josa(word, pair) == whole


def test_an_unknown_pair_says_which_exist() -> None:
    with pytest.raises(
        ValueError, match=r"`은/를` is not a pair of particles; available: 은/는, 이/가"
    ):
        josa("말", "은/를")


@pytest.mark.parametrize(
    "spoken",
    [
        *("½은", "⅓은", "¼은", "¾은", "⅔는", "⅝는", "3½은", "1⁄2은", "½컵은"),  # 이분의 일
        *("Ⅱ는", "Ⅲ은", "ⅲ은", "Ⅳ는", "Ⅶ은", "Ⅹ은", "Ⅻ는"),
        *("①은", "②는", "⑩은", "❸은", "②번은"),
        *("x²은", "10³은", "10⁻³은", "xⁿ은", "(a)²은", "m²는", "5km²는", "m³는"),  # 제곱, 제곱미터
        *("x₂는", "CO₂는", "C₃은", "모델¹은", "데이터²는", "GPT-4¹는"),
        *("%는", "°는", "50％는", "3×는", "∞는", "₿은", "1¢는", "&는", "★은"),
        *("㎏은", "3㎏은", "㎞는", "㎡는", "㏄는", "㎖는", "5℃는"),
    ],
)
def test_fractions_numerals_powers_and_signs_are_read_as_koreans_read_them(spoken: str) -> None:
    assert josa(spoken[:-1], "은/는") == spoken


@pytest.mark.parametrize(("word", "shown"), [("½", "½로"), ("Ⅶ", "Ⅶ로"), ("x²", "x²으로")])
def test_what_ends_in_rieul_once_read_takes_the_short_form(word: str, shown: str) -> None:
    assert josa(word, "으로/로") == shown


@pytest.mark.parametrize("pair", ["", "/", "은", "은/", "은(는)"])
def test_half_a_pair_is_none(pair: str) -> None:
    with pytest.raises(ValueError, match="is not a pair of particles"):
        josa("말", pair)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Slack", "Slack은"),
        ("SLACK", "SLACK은"),
        ("Epoch", "Epoch은"),
        ("Qwen", "Qwen은"),
        ("ASIC", "ASIC은"),
        ("Hugging Face", "Hugging Face는"),
        ("the  Claude   Opus", "the  Claude   Opus는"),
        ("Pre-Epoch", "Pre-Epoch은"),
        ("**Slack**", "**Slack**은"),
        ("Slack (메신저)", "Slack (메신저)은"),
        ("slacker", "slacker는"),
    ],
)
def test_the_glossary_knows_better_than_the_rules(word: str, shown: str) -> None:
    assert josa(word, "은/는", READINGS) == shown


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("", "은(는)"),
        ("漢字", "漢字은(는)"),
        ("!?", "!?은(는)"),
    ],
)
def test_what_nobody_can_read_gets_both(word: str, shown: str) -> None:
    assert josa(word, "은/는") == shown


def test_both_forms_share_what_they_have_in_common() -> None:
    assert josa("漢字", "으로/로") == "漢字(으)로"
    assert josa("漢字", "이나/나") == "漢字(이)나"


@pytest.mark.parametrize(
    "spoken",
    [
        "Yahoo!는",
        "'토큰',은",
        "C++는",
        "C#은",
        "α는",
        "ε은",
        "ㄱ은",
        "ㅏ는",
        "Intel®은",
        "Apple™은",
        "５％는",
        "\u1112\u1161\u11ab은",
        "café는",
        "100GB/s는",
        "10m²는",
        "007은",
        "3.10은",
        "₩1,500은",
        "$3.2 billion는",
        "1,750억은",
        "2026년 11월 23일은",
        "v2는",
        "PM2.5는",
        "1.5배는",
        "A (가) (나)는",
        "[토큰]{.term}은",
        "__init__은",
    ],
)
def test_signs_marks_and_brackets_are_read_or_skipped(spoken: str) -> None:
    assert josa(spoken[:-1], "은/는") == spoken


@pytest.mark.parametrize(
    "word", ["(" * 5000, "!" * 9000 + "a", "[" * 9000, "1," * 5000, "a-" * 5000]
)
def test_long_nonsense_is_over_soon(word: str) -> None:
    assert josa(word, "은/는").startswith(word)
