"""Formulas as talks have them, one construct after the other."""

from __future__ import annotations

FORMULAS = tuple(
    r"""
F = ma
\frac{u+v}{w-1}
t = \frac{-p \pm \sqrt{p^2-4q}}{2}
\sqrt[5]{a^5-b^5}
\sum_{j=0}^{m} q^j = \frac{1-q^{m+1}}{1-q}
\prod_{n=2}^{\infty} \left(1+\frac{1}{n^3}\right)
\int_{0}^{\infty} e^{-at^2}\,dt = \frac12\sqrt{\frac{\pi}{a}}
\iint_S g(u,v)\,dS
\oint_\gamma \mathbf{B}\cdot d\mathbf{s} = \mu_0 I
\lim_{h\to 0} \frac{\tan h}{h} = 1
\begin{pmatrix} p & q \\ r & s \end{pmatrix}
\begin{bmatrix} 2 & \cdots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \cdots & 2 \end{bmatrix}
\begin{vmatrix} p & q \\ r & s \end{vmatrix} = ps - qr
|t| = \begin{cases} t & \text{for } t \ge 0 \\ -t & \text{else} \end{cases}
\begin{aligned} u &= v - w \\ &= x - y + z \end{aligned}
\begin{aligned} \nabla\times\mathbf{E} &= 0 & \nabla\times\mathbf{H} &= \frac{J}{c} \end{aligned}
\hat{a} - \tilde{b} - \bar{c} - \vec{d} - \dot{e} - \ddot{f}
\widehat{XYZ} + \overline{u-v} + \underline{u-v}
\mathbb{Q}^k \to \mathbb{H}
\mathcal{J}(\phi) = -\sum_k \ln q_\phi(t_k \mid s_k)
\operatorname{relu}(y)_k = \frac{\max(0, y_k)}{\sum_{l=1}^M y_l}
\operatorname{Score}(A,B) = \operatorname{norm}\left(\frac{AB^\top}{\sqrt{n}}\right)
\operatorname*{arg\,max}_{\phi \in \Phi} \mathcal{J}(\phi)
w_{k+1} = w_k - \alpha \nabla_w L(w_k)
\underbrace{p+q+\cdots+t}_{5\text{ parts}} + \overbrace{y_1 + \dots + y_k}^{k}
\sum_{\substack{1<j<m \\ j \ne l}} b_j
\left\{ y \in \mathbb{N} : |y| < 7 \right\}
\left\lfloor \frac{m}{3} \right\rfloor + \left\lceil \frac{m}{3} \right\rceil
\left. \frac{\partial g}{\partial y} \right|_{y=1}
\left\| \mathbf{y} \right\|_1 \ge \|\mathbf{y}\|_2
Q(S \mid T) = \frac{Q(T \mid S)\,Q(S)}{Q(T)}
\binom{m}{l} = \frac{m!}{l!(m-l)!}
\mathbb{E}_{y\sim q}[g(y)] \approx \frac1M \sum_{j=1}^M g(y_j)
i\hbar\frac{\partial}{\partial s}\Phi(\mathbf{x},s) = \hat{K}\Phi(\mathbf{x},s)
R_{\mu\nu} - \Omega g_{\mu\nu} = \kappa T_{\mu\nu}
\ket{\phi} = \gamma\ket{+} + \delta\ket{-}
\langle \chi | \hat{B} | \xi \rangle
{}^{3}_{1}\mathrm{H} \to {}^{3}_{2}\mathrm{He} + e^- + \bar{\nu}_e
\ce{CH4 + 2O2 -> CO2 + 2H2O}
\ce{^{238}_{92}U+}
U \xrightarrow{\text{map}} V \xleftarrow{h} W
u \equiv v \pmod{p}
\forall \eta > 0\ \exists \rho > 0 : |y-b|<\rho \implies |g(y)-K|<\eta
P \cup Q \cap R \subseteq S \setminus \emptyset
y \in \{2,3\}^m, \quad z \notin T
\boldsymbol{\Gamma} = \mathbf{V}\boldsymbol{\Delta}\mathbf{V}^{\mathsf{T}}
\mathfrak{h} \oplus \mathscr{G} \otimes \mathsf{W}
\cfrac{1}{2+\cfrac{1}{2+\cfrac{1}{y}}}
\tfrac{2}{3} - \dfrac{2}{3}
\color{green}{u} - \textcolor{red}{v}
\boxed{pV = nRT}
g'(y), g''(y), y'_k
\overset{!}{=} \quad \underset{y}{\min}\ g(y) \quad \stackrel{\text{a.s.}}{=}
\max_{1 \le s \le 2} h(s), \quad \liminf_{m\to\infty} b_m
\text{재현율} = \frac{\text{찾은 수}}{\text{있는 수}} \times 100\%
\Big[ \bigl( \tfrac{p}{q} \bigr) \Big] \not\le \cancel{y} \degree
\mathop{\mathrm{ess\,inf}}_y h(y)
\left(\frac{u}{v} \middle| w\right)
\begin{smallmatrix} 1 & 2 \\ 3 & 4 \end{smallmatrix}
\sideset{_1^2}{_3^4}\prod
\dddot{y} + \overrightarrow{PQ} + \overleftarrow{PQ} + \xcancel{u} + \bcancel{v}
\begin{align} u &= v \\ w &= y \end{align}
\begin{gather} u = v \\ w = y \end{gather}
m \tag{9}
\max_{c} \sum_{t=0}^{\infty} \beta^t u(c_t) + \biguplus
\Biggl[\sum_{t=0}^{T} \Bigl(r_t\Bigr)\Biggr]^2 = \Bigl.F(x)\Bigr\rvert_0^1 \bigg| x \big\|
{}_{2}F_{1}(a,b) + {}^{t}A - R^{a}{}_{b} + \prescript{14}{6}{\mathrm{C}}
\ce{SO4^2- + Ba^2+ -> BaSO4 v}
\ce{N2(g) + 3H2(g) <=>[\text{Fe}][450\,^{\circ}\mathrm{C}] 2NH3(g)}
Y \perp\!\!\!\perp X \mid Z,\quad \mathcal{N}\!\left(\frac12\right)
\not p + \slashed{D} + \not{\!\partial}
\cancelto{0}{z} + \mathbbm{1} + \mathds{R} + \abs{x} + \norm{y} + \comm{a}{b} + \dd{t}
A \xleftarrow[\text{아래}]{\text{위}} B \xtwoheadrightarrow{p} C \xmapsto{} D
\left\langle \phi \middle| \hat{B} \middle| \xi \right\rangle \left\uparrow \frac{x}{y} \right/
\begin{CD} A @>f>> B \\ @VgVV @VVhV \\ C @>>k> D \end{CD}
\begin{alignedat}{2} 10&x+ &3&y = 2 \\ 3&x+ &13&y = 4 \end{alignedat}
X_1, \dots, X_n \overset{\text{i.i.d.}}{\sim} B(p), \quad \eta\colon F \Rightarrow G \bmod 2
\llbracket e \rrbracket_\rho = \{0,1\} \vdash \square p
""".strip().splitlines()
)
RULED = r"\begin{array}{l|rc} & P & Q \\ \hline S & 5 & 6 \\ T & 7 & 8 \end{array}"
"""What Office's language cannot hold: lines between cells."""
FRAMED = r"\begin{array}{|l|r|} \hline \text{가} & 1 \\ b & 2 \\ \hline \end{array} = \boxed{x}"
