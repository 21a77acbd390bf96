// Commands of the LaTeX packages siunitx and physics that read their arguments in ways of their own,
// as macros of Temml: each takes the expander and returns what it stands for.

var PREFIXES = {
  quecto: "q", ronto: "r", yocto: "y", zepto: "z", atto: "a", femto: "f", pico: "p", nano: "n",
  micro: "\u00b5", milli: "m", centi: "c", deci: "d", deca: "da", deka: "da", hecto: "h", kilo: "k",
  mega: "M", giga: "G", tera: "T", peta: "P", exa: "E", zetta: "Z", yotta: "Y", ronna: "R",
  quetta: "Q", kibi: "Ki", mebi: "Mi", gibi: "Gi", tebi: "Ti", pebi: "Pi", exbi: "Ei"
};
var UNITS = {
  ampere: "A", angstrom: "\u00c5", arcminute: "\u2032", arcsecond: "\u2033", astronomicalunit: "au",
  atomicmassunit: "u", bar: "bar", becquerel: "Bq", bel: "B", bit: "bit", byte: "B", candela: "cd",
  celsius: "\u00b0C", coulomb: "C", dalton: "Da", day: "d", decibel: "dB", degree: "\u00b0",
  degreeCelsius: "\u00b0C", electronvolt: "eV", farad: "F", gram: "g", gray: "Gy", hectare: "ha",
  henry: "H", hertz: "Hz", hour: "h", joule: "J", katal: "kat", kelvin: "K", kilogram: "kg",
  knot: "kn", liter: "L", litre: "L", lumen: "lm", lux: "lx", meter: "m", metre: "m", minute: "min",
  mmHg: "mmHg", mole: "mol", neper: "Np", newton: "N", ohm: "\u03a9", pascal: "Pa", percent: "%",
  radian: "rad", second: "s", siemens: "S", sievert: "Sv", steradian: "sr", tesla: "T", tonne: "t",
  volt: "V", watt: "W", weber: "Wb"
};
var SHORT = /^(?:[qryzafpnumcdhkMGTPEZYRQ]|da)?(?:g|m|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|S|T|H|L|l|eV|Wb|Bq|Gy|Sv|bit|B|dB|ohm|kat|lm|lx|rad|sr|bar|h|d|t|u|min)$/;
var POWERS = {squared: "2", cubed: "3"}, BEFORE = {square: "2", cubic: "3"};
var TIGHT = /^(?:\u00b0|\u2032|\u2033)$/;

function fault(message, token) {
  throw {message: message, position: token && token.loc ? token.loc.start : undefined};
}

function spaced(expander) {
  while (expander.future().text === " ") expander.popToken();
  return expander.future().text;
}

function written(tokens) {
  return tokens.slice().reverse().map(function (one) { return one.text; }).join("");
}

function argument(expander) {
  return expander.consumeArg().tokens;
}

function option(expander) {
  if (spaced(expander) !== "[") return null;
  expander.popToken();
  return expander.consumeArg(["]"]).tokens;
}

function star(expander) {
  if (spaced(expander) !== "*") return false;
  expander.popToken();
  return true;
}

function like(token, text) {
  var made = Object.create(Object.getPrototypeOf(token));
  made.text = text;
  made.loc = token.loc;
  return made;
}

// Put arguments back, in braces, for a command that takes them as they were written.
function given(expander, command, args) {
  var near = expander.future(), tokens = [];
  args.slice().reverse().forEach(function (one) {
    tokens.push(like(near, "}"));
    tokens.push.apply(tokens, one);
    tokens.push(like(near, "{"));
  });
  tokens.push(like(near, command));
  return {tokens: tokens, numArgs: 0};
}

function groups(expander, most) {
  var found = [argument(expander)];
  while (found.length < most && spaced(expander) === "{") found.push(argument(expander));
  return found;
}

// siunitx

function grouped(digits, isFraction) {
  if (digits.length < 5) return digits;
  var pattern = isFraction ? /(\d{3})(?=\d)/g : /(\d)(?=(?:\d{3})+$)/g;
  return digits.replace(pattern, "$1\\,");
}

function numeral(text, token) {
  var parts = text.replace(/[\s~]|\\[,;]/g, "").replace(/\\pm(?![a-zA-Z])|\+-|\u00b1/, "\u00b1").split("\u00b1");
  return parts.map(function (one) {
    var found = /^([+-]?)(\d*)(?:[.,](\d*))?(\(\d+\))?(?:[eEdD]([+-]?\d+))?$/.exec(one);
    if (!found || !(found[2] || found[3] || found[5])) fault("`" + text + "` is not a number", token);
    var shown = found[1] + (found[2] || found[3] ? grouped(found[2] || "0", false) : "");
    if (found[3]) shown += "." + grouped(found[3], true);
    shown += found[4] || "";
    if (!found[5]) return shown;
    var power = "10^{" + found[5].replace("+", "") + "}";
    return found[2] || found[3] ? shown + "\\times " + power : found[1] + power;
  }).join("\\pm ");
}

function upright(symbol) {
  return /^[a-zA-Z]+$/.test(symbol) ? "\\mathrm{" + symbol + "}" : "\\text{" + symbol.replace("%", "\\%") + "}";
}

function named(token) {
  var name = token.text.slice(1);
  if (Object.prototype.hasOwnProperty.call(UNITS, name)) return UNITS[name];
  if (SHORT.test(name)) return name.replace(/^u(?=.)/, "\u00b5").replace(/ohm$/, "\u03a9");
  fault("the unit `\\" + name + "` is unknown", token);
}

// The text of a group that follows, as in `\tothe{3}`.
function inBraces(tokens) {
  var depth = 0, text = "";
  do {
    var one = tokens.shift();
    if (!one) break;
    if (one.text === "{") { if (depth++) text += "{"; }
    else if (one.text === "}") { if (--depth) text += "}"; }
    else text += one.text;
  } while (depth);
  return text;
}

function unit(reversed) {
  var tokens = reversed.slice().reverse(), shown = [], prefix = "", power = "", isPer = false;
  var sticky = false;
  while (tokens.length) {
    var one = tokens.shift(), name = one.text.slice(1);
    if (one.text === " " || one.text === "~" || one.text === "{" || one.text === "}") continue;
    if (one.text[0] !== "\\") {
      tokens.unshift(one);
      shown.push(plainUnit(tokens, isPer));
      isPer = false;
    } else if (name === "per") isPer = true;
    else if (name === "," || name === ";" || name === " ") continue;
    else if (PREFIXES[name]) prefix = PREFIXES[name];
    else if (BEFORE[name]) power = BEFORE[name];
    else if (name === "raiseto") power = inBraces(tokens);
    else if (POWERS[name] || name === "tothe") {
      var last = shown[shown.length - 1];
      if (!last) fault("`\\" + name + "` follows a unit", one);
      last.power = (last.power === "-1" ? "-" : "") + (POWERS[name] || inBraces(tokens));
    } else if (name === "of") {
      if (shown.length) shown[shown.length - 1].of = inBraces(tokens);
    } else if (name === "cancel" || name === "highlight") continue;
    else {
      var sign = name === "text" || name === "mathrm" ? inBraces(tokens) : name === "%" ? "%" : named(one);
      shown.push({sign: prefix + sign, power: (isPer ? "-" : "") + (power || (isPer ? "1" : ""))});
      prefix = power = "";
      isPer = false;
    }
  }
  return shown;
}

// A unit in letters, `m/s^2` or `kg.m`.
function plainUnit(tokens, isPer) {
  var sign = "", power = "", isDivided = isPer;
  while (tokens.length && (tokens[0].text === "/" || tokens[0].text === ".")) {
    isDivided = tokens.shift().text === "/";
  }
  while (tokens.length && /^[^\\~\s./^_{}]$/.test(tokens[0].text)) sign += tokens.shift().text;
  if (tokens.length && tokens[0].text === "^") {
    tokens.shift();
    power = tokens.length && tokens[0].text === "{" ? inBraces(tokens) : "";
    while (!power.replace("-", "") && tokens.length) power += tokens.shift().text;
  } else if (!sign) {
    tokens.shift();
  }
  return {sign: sign.replace("\u03bc", "\u00b5"), power: power, isDivided: isDivided};
}

function ofUnit(reversed) {
  return unit(reversed).map(function (one, at) {
    var shown = one.sign ? upright(one.sign) : "";
    if (one.of) shown += "_{\\mathrm{" + one.of + "}}";
    if (one.power) shown += "^{" + one.power + "}";
    return (one.isDivided ? "/" : at ? "\\," : "") + shown;
  }).join("");
}

function isTight(reversed) {
  var shown = unit(reversed);
  return shown.length === 1 && TIGHT.test(shown[0].sign);
}

function quantity(number, reversed, token) {
  var shown = numeral(number, token);
  if (shown.indexOf("\\pm") >= 0) shown = "(" + shown + ")";
  return shown + (isTight(reversed) ? "" : "\\,") + ofUnit(reversed);
}

function numberAnd(take) {
  return function (expander) {
    option(expander);
    return "{" + take(expander, expander.future()) + "}";
  };
}

function listed(text) { return text.split(";"); }

function range(expander, token, write) {
  var first = written(argument(expander)), last = written(argument(expander));
  return numeral(first, token) + "\\text{\u2013}" + write(last);
}

function ofRange(expander, token) {
  return range(expander, token, function (last) { return quantity(last, argument(expander), token); });
}

function ofQuantity(expander, token) {
  var number = written(argument(expander));
  option(expander);
  return quantity(number, argument(expander), token);
}

function ofList(expander, token) {
  var numbers = listed(written(argument(expander))), reversed = argument(expander);
  return numbers.map(function (one) { return quantity(one, reversed, token); }).join(",\\ ");
}

function angle(expander, token) {
  var signs = ["\u00b0", "\u2032", "\u2033"];
  return listed(written(argument(expander))).map(function (one, at) {
    return one ? numeral(one, token) + upright(signs[at] || "") : "";
  }).join("");
}

// physics

var FENCES = {"(": ["(", ")"], "[": ["[", "]"], "|": ["|", "|"]};

// `\qty(x)` sets brackets as high as what is in them, and siunitx has `\qty{3}{\metre}`.
function qty(expander) {
  var isStarred = star(expander), next = spaced(expander);
  if (next === "[" ) {
    var inside = option(expander);
    if (spaced(expander) !== "{") return given(expander, "\\@brackets", [inside]);
    return "{" + ofQuantity(expander, expander.future()) + "}";
  }
  if (FENCES[next]) {
    expander.popToken();
    var name = next === "(" ? "\\@parentheses" : "\\@bars";
    return given(expander, name, [expander.consumeArg([FENCES[next][1]]).tokens]);
  }
  var token = expander.future(), first = argument(expander);
  if (!isStarred && (spaced(expander) === "{" || expander.future().text === "[")) {
    option(expander);
    return "{" + quantity(written(first), argument(expander), token) + "}";
  }
  return given(expander, "\\@braces", [first]);
}

function starless(command) {
  return function (expander) {
    star(expander);
    return command;
  };
}

function inFences(expander) {
  star(expander);
  if (spaced(expander) !== "(") return argument(expander);
  expander.popToken();
  return expander.consumeArg([")"]).tokens;
}

function derivative(sign) {
  return function (expander) {
    var isFlat = star(expander), order = option(expander), found = groups(expander, 3);
    var name = "\\" + sign;
    if (sign === "@partial" && found.length === 2 && /,/.test(written(found[1]))) {
      return given(expander, "\\pdv@numerator", found);
    }
    if (sign !== "@partial" && found.length > 2) {
      var last = found.pop();
      expander.pushToken(like(expander.future(), "}"));
      expander.pushTokens(last);
      expander.pushToken(like(expander.future(), "{"));
    }
    if (isFlat) name += "@flat";
    if (found.length === 3) return given(expander, name + "@mixed", found);
    if (order) return given(expander, name + "@order" + found.length, [order].concat(found));
    return given(expander, name + found.length, found);
  };
}

function differential(expander) {
  var order = option(expander);
  if (spaced(expander) === "(") {
    return given(expander, order ? "\\@dd@order" : "\\@dd", (order ? [order] : []).concat([inFences(expander)]));
  }
  return given(expander, order ? "\\@dd@order" : "\\@dd", (order ? [order] : []).concat([argument(expander)]));
}

function byCount(command, most) {
  return function (expander) {
    star(expander);
    var found = groups(expander, most);
    return given(expander, command + found.length, found);
  };
}

function matrix(expander) {
  star(expander);
  var next = spaced(expander), kinds = {"(": "p", "[": "b", "|": "v"};
  if (!kinds[next]) return given(expander, "\\@matrix", [argument(expander)]);
  expander.popToken();
  return given(expander, "\\@" + kinds[next] + "matrix", [expander.consumeArg([FENCES[next][1]]).tokens]);
}

var PACKAGES = {
  "\\num": numberAnd(function (expander, token) { return numeral(written(argument(expander)), token); }),
  "\\unit": numberAnd(function (expander) { return ofUnit(argument(expander)); }),
  "\\ang": numberAnd(angle),
  "\\SI": numberAnd(ofQuantity),
  "\\qty": qty,
  "\\numrange": numberAnd(function (expander, token) {
    return range(expander, token, function (last) { return numeral(last, token); });
  }),
  "\\qtyrange": numberAnd(ofRange),
  "\\numlist": numberAnd(function (expander, token) {
    return listed(written(argument(expander))).map(function (one) { return numeral(one, token); }).join(",\\ ");
  }),
  "\\qtylist": numberAnd(ofList),
  "\\dv": derivative("@total"),
  "\\pdv": derivative("@partial"),
  "\\fdv": derivative("@functional"),
  "\\dd": differential,
  "\\braket": byCount("\\@braket", 2),
  "\\expval": byCount("\\@expval", 2),
  "\\ketbra": byCount("\\@ketbra", 2),
  "\\mel": byCount("\\@mel", 3),
  "\\mqty": matrix,
  "\\order": function (expander) { return given(expander, "\\@order", [inFences(expander)]); },
  "\\tr": "\\operatorname{tr}", "\\Tr": "\\operatorname{Tr}", "\\rank": "\\operatorname{rank}",
  "\\erf": "\\operatorname{erf}", "\\Res": "\\operatorname{Res}",
  "\\vb": function (expander) { return star(expander) ? "\\boldsymbol" : "\\mathbf"; },
  "\\va": function (expander) { star(expander); return "\\@vector"; },
  "\\vu": function (expander) { star(expander); return "\\@unitvector"; },
  "\\grad": "\\boldsymbol{\\nabla}", "\\curl": "\\boldsymbol{\\nabla}\\times",
  "\\divergence": "\\boldsymbol{\\nabla}\\cdot", "\\laplacian": "\\nabla^2",
  "\\cross": "\\times", "\\cp": "\\times", "\\vdot": "\\cdot",
  "\\qq": function (expander) { star(expander); return "\\@qq"; },
  "\\qc": ",\\quad ",
  "\\abs": starless("\\@bars"), "\\norm": starless("\\@norm"), "\\eval": starless("\\@eval"),
  "\\comm": starless("\\@comm"), "\\acomm": starless("\\@acomm"), "\\pb": starless("\\@acomm"),
  "\\pqty": starless("\\@parentheses"), "\\bqty": starless("\\@brackets"),
  "\\vqty": starless("\\@bars"), "\\Bqty": starless("\\@braces"),
  "\\flatfrac": "\\left. #1 \\middle/ #2 \\right."
};
var ALIASES = {
  "\\si": "\\unit", "\\SIrange": "\\qtyrange", "\\SIlist": "\\qtylist", "\\ip": "\\braket",
  "\\innerproduct": "\\braket", "\\ev": "\\expval", "\\matrixel": "\\mel", "\\matrixelement": "\\mel",
  "\\dyad": "\\ketbra", "\\op": "\\ketbra", "\\outerproduct": "\\ketbra", "\\matrixquantity": "\\mqty",
  "\\quantity": "\\qty", "\\commutator": "\\comm", "\\anticommutator": "\\acomm",
  "\\derivative": "\\dv", "\\partialderivative": "\\pdv", "\\pderivative": "\\pdv",
  "\\functionalderivative": "\\fdv", "\\differential": "\\dd", "\\absolutevalue": "\\abs",
  "\\evaluated": "\\eval", "\\vectorbold": "\\vb", "\\vectorarrow": "\\va", "\\vectorunit": "\\vu",
  "\\gradient": "\\grad", "\\trace": "\\tr", "\\crossproduct": "\\cross", "\\dotproduct": "\\vdot"
};
var INNER = {
  "\\@parentheses": "\\left( #1 \\right)", "\\@brackets": "\\left[ #1 \\right]",
  "\\@bars": "\\left\\lvert #1 \\right\\rvert", "\\@braces": "\\left\\{ #1 \\right\\}",
  "\\@norm": "\\left\\lVert #1 \\right\\rVert", "\\@eval": "\\left. #1 \\right|",
  "\\@comm": "\\left[ #1, #2 \\right]", "\\@acomm": "\\left\\{ #1, #2 \\right\\}",
  "\\@order": "\\mathcal{O}\\left( #1 \\right)", "\\@qq": "\\quad\\text{#1}\\quad ",
  "\\@vector": "\\vec{\\mathbf{#1}}", "\\@unitvector": "\\hat{\\mathbf{#1}}",
  "\\@dd": "\\,\\mathrm{d}#1", "\\@dd@order": "\\,\\mathrm{d}^{#1}#2",
  "\\@braket1": "\\left\\langle #1 \\right\\rangle",
  "\\@braket2": "\\left\\langle #1 \\middle| #2 \\right\\rangle",
  "\\@expval1": "\\left\\langle #1 \\right\\rangle",
  "\\@expval2": "\\left\\langle #2 \\middle| #1 \\middle| #2 \\right\\rangle",
  "\\@ketbra1": "\\left| #1 \\right\\rangle\\!\\left\\langle #1 \\right|",
  "\\@ketbra2": "\\left| #1 \\right\\rangle\\!\\left\\langle #2 \\right|",
  "\\@mel1": "\\left\\langle #1 \\right\\rangle",
  "\\@mel2": "\\left\\langle #1 \\middle| #2 \\right\\rangle",
  "\\@mel3": "\\left\\langle #1 \\middle| #2 \\middle| #3 \\right\\rangle",
  "\\@matrix": "\\begin{matrix} #1 \\end{matrix}", "\\@pmatrix": "\\begin{pmatrix} #1 \\end{pmatrix}",
  "\\@bmatrix": "\\begin{bmatrix} #1 \\end{bmatrix}", "\\@vmatrix": "\\begin{vmatrix} #1 \\end{vmatrix}",
  "\\pmqty": "\\begin{pmatrix} #1 \\end{pmatrix}", "\\bmqty": "\\begin{bmatrix} #1 \\end{bmatrix}",
  "\\vmqty": "\\begin{vmatrix} #1 \\end{vmatrix}",
  "\\smqty": "\\begin{smallmatrix} #1 \\end{smallmatrix}"
};
[["@total", "\\mathrm{d}"], ["@partial", "\\partial"], ["@functional", "\\delta"]].forEach(function (one) {
  var name = "\\" + one[0], d = one[1] + " ";
  INNER[name + "1"] = "\\frac{" + d + "}{" + d + "#1}";
  INNER[name + "2"] = "\\frac{" + d + "#1}{" + d + "#2}";
  INNER[name + "@mixed"] = "\\frac{" + d + "^2 #1}{" + d + "#2\\," + d + "#3}";
  INNER[name + "@order1"] = "\\frac{" + d + "^{#1}}{" + d + "#2^{#1}}";
  INNER[name + "@order2"] = "\\frac{" + d + "^{#1}#2}{" + d + "#3^{#1}}";
  INNER[name + "@flat1"] = d + "/" + d + "#1";
  INNER[name + "@flat2"] = d + "#1/" + d + "#2";
  INNER[name + "@flat@mixed"] = d + "^2 #1/" + d + "#2\\," + d + "#3";
  INNER[name + "@flat@order1"] = d + "^{#1}/" + d + "#2^{#1}";
  INNER[name + "@flat@order2"] = d + "^{#1}#2/" + d + "#3^{#1}";
});

// Return the macros of both packages, without those that an author has defined.
function packages(defined) {
  var found = {}, name;
  for (name in INNER) found[name] = INNER[name];
  for (name in ALIASES) found[name] = ALIASES[name];
  for (name in PACKAGES) found[name] = PACKAGES[name];
  defined.forEach(function (one) { delete found[one]; });
  return found;
}
