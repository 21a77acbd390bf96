"""A small project of difficult text, Korean and English: what breaks lines in other tools."""

from __future__ import annotations

from pathlib import Path

from tests.small import write

_SLIDES = {
    "ko": {
        "brackets": """# 괄호와 **퍼센트(%)**: `RAG(검색 증강 생성)`을 제목에 쓰면

- 계산기(또는 컴퓨터)는 전체의 1~2%면 충분하다고 알려져 있지만, RAG(검색 증강 생성)을 쓰면 **GPU(그래픽 처리 장치)**가 모자란다.
  - “핵심”은 24GB에서 3.2억 달러($3.2B)까지 늘었고, ‘사실’상 미·중 경쟁이 50%(절반)를 넘겼다.
  - 『책』과 「글」에서 〈영화〉를, 《작품》에서 【주의】사항을 인용한다 — 그리고 다시 — 돌아온다.
    - 서울·부산·대구·인천·광주·대전·울산·세종/경기/강원/충북/충남, 10~20배, 2023/24년, 500쪽이다.
    - 아주긴낱말은띄어쓰기가없어서줄하나에다들어가지않을수도있고그럴때에는어디에서든끊을수밖에없으므로시험해본다그리고더길게.
""",
        "latin": """# 생성형 AI 최전선: GPT-4o, Llama-2-70B-chat과 HyperCLOVA X

## A100/H100s와 TensorRT-LLM

- NVIDIA는 `torch.compile(model, mode="max-autotune")`을 **A100/H100급**에서 *24/7* 돌린다[^1].
  - 주소는 https://github.com/lablup/backend.ai?tab=readme-ov-file#installation-guide-for-all 이고 메일은 contact@lablup.com 이다.
  - E=mc^2^이고 H~2~O이며, ~~취소선~~과 ***굵은 기울임***, **굵게**`코드`*기울임*이 붙어 있다.
  - 강제 줄바꿈은 여기서\\
    바뀌고, 다음 줄은 `--no-deps -f` 같은 옵션과 2024-01-11 12:30:15 시각으로 이어진다.
- [링크(link)가 길고 여러 낱말로 되어 있어서](https://www.lablup.com) 줄이 바뀌면 **그 안[에서](https://a.org)도** 바뀐다.

[^1]: 각주는 발밑에 선다: Megatron-DeepSpeed, vLLM(PagedAttention), arXiv:2310.07704, https://arxiv.org/abs/2310.07704.
""",
        "columns": """# 두 단, 그리고 나란히 선 인용과 코드

위에 선 문장은 두 단 너비를 다 쓰며, **FP16/BF16/FP8/INT8** 같은 형식(format)과 ‘PCI-E, USB-C’ 같은 단자를 함께 적는다.

::: columns
::: {.column width="36%"}
- AI 추론 가속기
  - 저전력, 저지연, 저발열
  - RAM: 작업에 따라 GDDR6/HBM2/HBM3
  - FP16/BF16/FP8/INT8 기반
:::
::: {.column width="64%"}
> 모든 것은 더 단순해질 수 없을 만큼 단순해야 하지만, 그보다 더 단순해서는 안 된다 — 알베르트 아인슈타인(의 말로 전해진다).

```python
def 응답(질문: str) -> str:
    return model.generate(질문, temperature=0.7, top_p=0.95, max_new_tokens=512, stop=["끝"])
```
:::
:::
""",
        "numbers": """# 번호와 **긴** 목록

1. 첫째, 2024년 1월 11일(목) CES 2024의 SBA-서울공동관 메인 무대에서 영어로 진행한 발표를 한국어로 옮겼다.
2. 둘째, 1,750억(175B) 개 매개변수 모델은 GPT-3.5만큼 크고, 8x7B는 Mixtral이며, v1.0-rc1은 아직 아니다.
   - AI가 만든 AI: ShareGPT(2023년 6월) 등, ByteDance의 OpenAI 계정 차단(2023년 12월 16일) 사례까지.
   - 속도→개선, 비용↓ 효과↑, 24GB→80GB, 2×4=8, a≠b, ±3%, 60℃, 5km², ①번 항목과 ㈜래블업.
3. 셋째… 그렇다면? 못한다?! 그런데...왜? 정말?네! 아,그리고.다시:콜론;세미콜론/빗금·가운뎃점
""",
    },
    "en": {
        "hyphens": """# State-of-the-art — and beyond: GPT-4, Llama-2-70B-chat & the “rest”

- Cost-effective, well-known state-of-the-art models (GPT-4, GPT-3.5-turbo, Llama-2-70B-chat) run 24/7 on A100/H100s—at least in theory—with 1990–2023 data.
  - Start of U.S. export restrictions on GPUs to Saudi Arabia (Aug. 31, 2023), and/or $3.2B–$4.1B in subsidies; 50%(half) of 1,000,000.00 units.
  - See https://github.com/lablup/backend.ai?tab=readme-ov-file#installation-guide or mail contact@lablup.com, user.name+tag@example.co.kr…
    - Pneumonoultramicroscopicsilicovolcanoconiosis-and-floccinaucinihilipilification-antidisestablishmentarianism-supercalifragilistic.
    - `pip install --no-deps -f wheels/ diptych[dev]` and `torch.compile(model, mode="max-autotune")` are *code in a* ***sentence***.
""",
        "mixed": """# “AV” To Ty WAVE: kerning in a **bold title** with `code`, *italics* and a [link](https://a.org)

An ordinary paragraph, not a list, which says *something in italics*, **something in bold**, ~~something struck~~, H~2~O and E=mc^2^, over more than one line[^n].

> “Everything should be made as simple as possible, but not simpler” — attributed to Albert Einstein, 1879–1955, by way of the *Reader’s Digest* (1977).

1. Numbered items hang, too: the number’s width (1., 10.) takes no part in the measure of the line, however long the line may be, and however often it wraps.
2. A hard break\\
   starts a new line; a very **bold** [link with **bold** inside it](https://www.lablup.com) goes on and on until it has to wrap at the end.
   - To. Ta, Ve; AWAY: “T” ‘V’ 11/11/2011 (Y) [W] {A} P.A. L’Avion F. r. fi ffl -> => != 800x600 ==

[^n]: Footnotes stand at the foot: Megatron-DeepSpeed, vLLM (PagedAttention), arXiv:2310.07704, https://arxiv.org/abs/2310.07704?context=cs.
""",
        "code": """# A listing that is wider than its column

::: columns
::: {.column width="46%"}
```python
def answer(question: str, *, temperature: float = 0.7) -> str:
    tokens = tokenizer(question, return_tensors="pt").to("cuda:0")
    return model.generate(**tokens, temperature=temperature)[0]
```
:::
::: {.column width="54%"}
### A heading above a group of its own, long enough to wrap

- Using a sledgehammer to crack a nut?
  - All you need is a nutcracker, but all the missions require the size of a sledgehammer.

### 24/7

- TCP/IP, km/h, A/B-testing, 1/2-inch, C++/C#, #hashtag, @user, key=value, x < y, a_b, 100%-safe
:::
:::
""",
    },
}


def write_stress_project(root: Path, locale: str) -> None:
    """Write a project whose one talk, `stress`, is in `locale`."""
    deck = f"format: 1\nsource_locale: {locale}\nlocales: [{locale}]\ntheme: atlas\n"
    write(root / "deck" / "deck.yaml", deck)
    names = _SLIDES[locale]
    listed = "".join(f"  - stress/{name}\n" for name in names)
    talk = f"title: Stress, 어려운 글\nlocale: {locale}\nslides:\n{listed}"
    write(root / "deck" / "talks" / "stress.yaml", talk)
    for name, text in names.items():
        write(root / "deck" / "slides" / "stress" / f"{name}.md", text)
