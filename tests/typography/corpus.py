"""Text of technical talks, with what breaks lines badly: the corpus that the breaker is held to."""

from __future__ import annotations

ENGLISH = """
Export restrictions on nearly all GPUs that can be utilized for AI, from high to mid-spec.
Start of U.S. Export Restrictions on GPUs to Saudi Arabia (Aug. 31, 2023) and China (Oct. 17, 2023)
A100, A800, H100, H800, L40, L40S, RTX 4090: A100/H100s run 24/7, and/or on TCP/IP over USB-C/PCI-E.
GPT-4, GPT-3.5-turbo, Llama-2-70B-chat, Mixtral-8x7B and other state-of-the-art, open-weight models
Microsoft's H100 granularity pre-orders (200,000 units?, full year 2023) at $3.2B, $4.1B or €5–€6 each
See https://github.com/lablup/backend.ai?tab=readme-ov-file#installation-guide-for-all for more.
Write to contact@lablup.com, or to user.name+tag@mail.example.co.kr, before 2024-01-11T12:30:15+09:00.
A range of 10–20 %, 1990–2023, pages 12–15, Seoul–Busan, é–ö; a break — spaced — and one—unspaced—too.
“Quoted text”, ‘single’, "straight" and 'plain' quotes; rock'n'roll, it's, the 1990s', 'tis, O'Reilly.
wait… what?! really… yes! no? a?b ok? Ellipses... three dots...and more…and so on … end
C++/C#, #hashtag, @user, key=value, a|b, x\\_y, a~b, a^b, 2*3, a+b, R&D, AT&T, Q&A; 100%-safe, 50%(half)
(a)(b) foo(bar)baz [a][b] {a}{b} f(x)=y 3(a) a(3) 5%of 5%(a) %x docs[1](see), [sic], {curly}, ((deep))
£5 5£ $5-$6 €5–€6 №5 §5 °C 5°C 60 °C ±5 a±b 5×6 a×b ≥5 →x x→y • a ·b· a·b 5·6 ™x x™y ©x ®
A/B-testing on 1/2-inch and 3/4/2024, 2024-01-11, 12:30:15, 1,000,000.00, v1.2.3-beta, 3.5.0-rc1+build.7
Ångström–naïve café—déjà vu, ½-inch, x²-y², m³/s, coöperation, Zürich, São Paulo, Gdańsk, Čapek, façade
**Bold words** run in *italics* and `code spans` with ***both***; **TensorRT-LLM**'s `--no-deps -f x`.
`torch.compile(model, mode="max-autotune")` is called once; `pip install diptych[dev]` is called never.
E=mc^2^, H~2~O, 10^-9^ s, a^th^ item, ~~struck out~~ words, **b**^1^, and [a link (with brackets)](https://a.org).
[A long link of many words, some **bold**, some not](https://a.org), then more words, then [another](https://b.org).
Pneumonoultramicroscopicsilicovolcanoconiosis-and-floccinaucinihilipilification, antidisestablishmentarianism
An optimized implementation of TensorRT focused on fast inference of large language models.
Automatic quantization in combination with Triton Inference Server, INT4, INT8 weight and FP16 activation
Elasticity to coincide with open source / Llama support implementing the PagedAttention algorithm
Desktop GPU/NPU: Desktop-compatible hardware dedicated to machine learning computations (Intel, AMD).
Dividing / merging layers of the Llama2 7B Model Structure to increase size and combine Mistral
All you need is a nutcracker, but all the missions require the size of a sledgehammer.
SB Institution launched (Aug. 2023): A language model by the Japanese, for the Japanese, made in Japan
To be, or not to be: AV, WA, Ty, Tools, LT, P.A., Yo-Yo, "Va", 11/11/2011, r. f. fi ffl -> => != 800x600
Non-breaking: 10\u00a0km, 5\u00a0%, Mr.\u00a0X; thin 10\u2009000; hy\u2011phen; figure\u20071; soft\u00adhyphen, zero\u200bwidth, word\u2060joiner
Co-pilot: Reduce the difficulty of using expert systems; pre-trained, fine-tuned, re-used, -ed, non-, e-mail
The 5-7-5 rule, 9-to-5, 1-1, 2-0, 802.11ax-2021, RFC-2119, UTF-8, ISO-8859-1, X-Ray, T-, -T, --flag, -f, a--b
Is this a URL: www.example.com/path/to/some/where/deep.html, ftp://x.y/z, file:///etc/hosts, a/b/c/d/e/f/g?
Numbers: 3.14159, 1e-9, 0x7f, 1/3, 2:1, 4:3, 16:9, 50/50, 100m, 5G, 3D, H100s, B200's, 1st, 2nd, 10x, x10
Mr. Smith's (Ph.D., M.Sc.) e.g. i.e. etc. vs. cf. et al., St. John's; No. 5, p. 4, pp. 4–9, ch. 3.2.1
""".strip().split("\n")

KOREAN = """
계산기(또는 컴퓨터)는 전체의 1~2%면 충분하다고 알려져 있지만 GPU(그래픽 처리 장치)가 모자란다.
RAG(검색 증강 생성)을 쓰면 “핵심”은 남고 ‘인용’이 붙으며 "따옴표"와 '작은따옴표'도 함께 온다.
2024년 1월 11일(목), CES 2024의 SBA-서울공동관 메인 무대에서 영어로 진행한 발표를 옮겼다.
한국어/영어, 한국어·영어, 한국어—영어, 한국어–영어, 한국어-영어, 서울~부산, 10~20배, 3.2억$, ₩1,500원, $5달러
『책』과 「글」에서, 〈영화〉의 《작품》을, 【주의】사항과 [참고]하세요, {중}괄호와 (소)괄호(대)괄호
그리고… 그런데...왜? 정말?네! 아,그리고.다시:콜론;세미 100%가 50%(절반) 5%p 5°C에서 5℃에서 3㎡당
모델(LLM)은(는) “RAG”를 '작은'것 "큰"것 a가b나c다 1가2나 v1가 AI를AI로 GPT-4는 GPT-4o를 A100/H100을
https://www.lablup.com/경로?질문=값&다른=값 user@example.kr #해시태그 @사용자 C++로 C#은 .NET은 가=나 가+나
①번 항목과 ㈜래블업, ㄱㄴㄷ ㅏㅑ ㅋㅋㅋ, 가、나 가。나 가！나 가？나 가，나 가：나 가…나 가—나
대규모 언어 모델은 2023년에 폭발적으로 진화했고, 2024년에는 멀티모달과 온디바이스로 옮겨 간다.
생성형 AI는 **그림, 글, 소리** 등을 만드는 딥러닝 모델의 한 갈래이며, 분할·분류 등과 구별된다.
`torch.compile(model)`을 **A100/H100급**에서 *24/7* 돌리면 `--no-deps -f` 같은 옵션이 필요하다.
E=mc^2^이고 H~2~O이며, ~~취소선~~과 ***굵은 기울임***, **굵게**`코드`*기울임*이 붙어 있다.
[링크(link)가 길고 여러 낱말로 되어 있어서](https://a.org) 줄이 바뀌면 **그 안[에서](https://b.org)도** 바뀐다.
아주긴낱말은띄어쓰기가없어서줄하나에다들어가지않을수도있고그럴때에는어디에서든끊을수밖에없으므로시험해본다.
서울·부산·대구·인천·광주·대전·울산·세종/경기/강원/충북/충남/전북/전남/경북/경남/제주
1,750억(175B) 개 매개변수 모델은 GPT-3.5만큼 크고, 8x7B는 Mixtral이며, v1.0-rc1은 아직 아니다.
ShareGPT(2023년 6월) 등, ByteDance의 OpenAI 계정 차단(2023년 12월 16일) 등 사례가 이미 보고되었다.
속도→개선, 비용↓ 효과↑, 24GB→80GB, 2×4=8, a≠b, ±3%, 60℃, 5km², 1/2인치, 3:4, 50/50, 10배, x10
미국: 아르곤에 Xeon Max 첫 물량을 보냈다. 영국: ExaScale 사업(2023년 5월), NVIDIA로 결정(2023년 11월)
일본: SB Institution 출범(2023년 8월): 일본인의, 일본인을 위한, 일본산 언어 모델 / Tsubame 4.0 준비(2024년 4월)
AI 추론 가속기: 저전력, 저지연, 저발열; PCI-E, USB-C, GPIO 단자; RAM은 작업에 따라 GDDR6 / HBM2/3
트랜스포머 구조가 INT8에서 성능이 나쁘다면, 학습부터 서빙까지 모두 INT8로 하면 되지 않을까?
“큰 모델이 왜 필요한가?”라는 물음에 ‘호두를 까는 데 대장간 망치를 쓰는 격’이라는 답이 돌아왔다.
책임 있는 확장 정책(Anthropic, 2023년 9월 21일): BSL에서 개념을 따와 네 단계의 안전 수준(ASL)을 제안
EU의 AI 법: 우연에 맡길 수는 없다. 빅테크와 오픈소스 진영은 규제의 분리를 주장한다(2023년 7월 26일).
편향·안전·공정: Microsoft Tay(2016), Google LaMDA(2022), Amazon Rekognition의 인종 차별(2023) 논란
데스크톱/PC: 쓸 만한 크기의 모델을 돌릴 연산 자원이 있다(VNNI, AVX, Apple M1/M2/M3, Ryzen AI).
제목-부제, 원-달러, e-메일, SBA-서울, 코로나-19, 2-3개, 한-미 FTA, 남-북, A-가, 가-A, 1-가, 가-1
약 500쪽이 넘는 보고서(『전망 2024』)에 따르면, 시장은 3년 안에 두 배(2×)로, 곧 60조 원(₩)이 된다.
""".strip().split("\n")
