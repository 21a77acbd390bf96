/* Starts a page: slides under reveal.js, or on a narrow screen plain sections to scroll through. */
(function () {
  "use strict";

  var root = document.querySelector(".reveal");
  var slides = Array.from(root.querySelectorAll(".slides > section"));
  var narrow = window.matchMedia("(width <= 480px)");
  /* The windows inside the speaker view, and the view for printing, show slides at any width. */
  var isReceiver = /receiver/.test(window.location.search);
  var isPrint = /print-pdf/.test(window.location.search);
  var isReading = narrow.matches && !isReceiver && !isPrint;

  document.documentElement.classList.toggle("receiver", isReceiver);

  /* A switch of language stays at the slide, and at the step. */
  function keepPlace(path) {
    document.querySelectorAll(".languages a").forEach(function (link) {
      link.hash = path;
    });
  }

  /* Return the id of the slide that the address names. */
  function namedSlide() {
    var name = window.location.hash.replace(/^#\/?/, "").split("/")[0];
    try {
      return decodeURIComponent(name);
    } catch (error) {
      return name;
    }
  }

  function isHidden(slide) {
    return slide.dataset.visibility === "hidden";
  }

  function isShown(slide) {
    return !isHidden(slide);
  }

  /* Words of the page that no slide has, by language. */
  var READING_WORDS = { en: "Slides", ko: "슬라이드" };

  /* Return `words` in the language of the deck. */
  function spoken(words) {
    return words[document.documentElement.lang.split("-")[0]] || words.en;
  }

  /* Set the rows of a table that is wider than the screen one below the other: its first cell
     as a heading, the others after the names of their columns. */
  function stackIfTooWide(frame) {
    if (frame.scrollWidth <= frame.clientWidth + 1) {
      return;
    }
    var table = frame.querySelector("table");
    /* Cells of several rows or columns would lose what they belong to: such a table is scrolled. */
    if (table.querySelector("[colspan], [rowspan]")) {
      return;
    }
    var heads = Array.from(table.querySelectorAll("thead th, thead td"));
    table.querySelectorAll("tbody tr").forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, column) {
        var head = heads[column];
        if (column > 0 && head && head.textContent.trim()) {
          cell.dataset.column = head.textContent.trim();
        }
        cell.classList.toggle("empty", !cell.textContent.trim());
      });
    });
    /* Boxes of another kind would no longer be a table to screen readers. */
    [["table", "table"], ["tr", "row"], ["td", "cell"], ["th[scope=row]", "rowheader"],
      ["th[scope=col]", "columnheader"], ["thead, tbody", "rowgroup"]].forEach(function (pair) {
      frame.querySelectorAll(pair[0]).forEach(function (element) {
        element.setAttribute("role", pair[1]);
      });
    });
    frame.classList.add("stacked");
  }

  /* What is wider than the screen is scrolled by keys, too. */
  function reachIfTooWide(element) {
    if (element.scrollWidth > element.clientWidth + 1) {
      element.tabIndex = 0;
    }
  }

  /* Return the words of a heading without the numbers of sources. */
  function wordsOf(heading) {
    var copy = heading.cloneNode(true);
    copy.querySelectorAll("sup.cite").forEach(function (mark) { mark.remove(); });
    return copy.textContent.trim();
  }

  /* A list of all slides in the bar at the top, which says where the reader is and leads on. */
  function addContents() {
    var bar = document.querySelector(".page-header");
    var list = document.createElement("select");
    var group = null;
    if (!bar) {
      return;
    }
    slides.filter(isShown).forEach(function (slide, number) {
      var section = slide.dataset.section || "";
      var heading = slide.querySelector("h2");
      if (section && (!group || group.label !== section)) {
        group = document.createElement("optgroup");
        group.label = section;
        list.append(group);
      }
      var title = heading ? wordsOf(heading) : "";
      (group || list).append(new Option(number + 1 + ". " + title, slide.id));
    });
    list.className = "contents";
    list.setAttribute("aria-label", spoken(READING_WORDS));
    list.addEventListener("change", function () {
      window.location.hash = "/" + list.value;
    });
    bar.append(list);
  }

  function nameInContents(id) {
    var list = document.querySelector(".contents");
    if (list) {
      list.value = id;
    }
  }

  function startReading() {
    var followed = "";

    function goToHash() {
      followed = window.location.hash;
      var slide = document.getElementById(namedSlide());
      if (slide) {
        delete slide.dataset.visibility;
        slide.scrollIntoView();
      }
    }

    var line = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          var path = "/" + entry.target.id;
          if (entry.isIntersecting) {
            nameInContents(entry.target.id);
          }
          /* An address that is still to be followed, after Back, is not to be lost. */
          if (entry.isIntersecting && window.location.hash === followed) {
            keepPlace(path);
            if (window.location.hash !== "#" + path) {
              window.history.replaceState(null, "", "#" + path);
              followed = window.location.hash;
            }
          }
        });
      },
      { rootMargin: "-20% 0px -79% 0px" }
    );

    slides.filter(isShown).forEach(function (slide) {
      slide.querySelectorAll(".frame.table").forEach(stackIfTooWide);
      slide.querySelectorAll(".frame pre, .frame.table, .group, .formula").forEach(reachIfTooWide);
    });
    addContents();
    window.addEventListener("hashchange", goToHash);
    goToHash();
    slides.forEach(function (slide) {
      line.observe(slide);
    });
  }

  /* reveal.js takes hidden slides out of the page: no step, overview or search meets them, and none
     is counted. A link still leads to one, which then stands in its place until it is left. */
  function followLinksToHidden(deck) {
    var hidden = slides.filter(isHidden);
    var getState = deck.getState;
    var setState = deck.setState;
    var shown = null;

    function withId(id) {
      return hidden.find(function (slide) {
        return slide.id === id;
      }) || null;
    }

    /* Let `slide`, or none, be the hidden one that stands among the others. */
    function place(slide) {
      if (slide === shown) {
        return;
      }
      if (shown) {
        shown.remove();
      }
      if (slide) {
        var next = slides.slice(slides.indexOf(slide)).find(function (other) {
          return other.isConnected;
        });
        root.querySelector(".slides").insertBefore(slide, next || null);
      }
      shown = slide;
      deck.sync();
    }

    /* Go from `left` to `slide`; reveal.js sees no change where both have the same number. */
    function go(left, slide, fragment) {
      var before = deck.getIndices().h;
      var h = deck.getIndices(slide).h;
      deck.slide(h, 0, fragment);
      if (h === before && left !== slide) {
        deck.dispatchEvent({
          type: "slidechanged",
          data: { indexh: h, indexv: 0, previousSlide: left, currentSlide: slide }
        });
      }
    }

    function onHash() {
      var slide = withId(namedSlide());
      if (slide && deck.isReady()) {
        var left = deck.getCurrentSlide();
        place(slide);
        go(left, slide);
      }
    }

    function onLeave(event) {
      var slide = deck.getHorizontalSlides()[event.indexh];
      if (shown && slide && slide !== shown && deck.getCurrentSlide() === shown) {
        event.preventDefault();
        var left = shown;
        place(null);
        go(left, slide);
      }
    }

    if (hidden.length === 0) {
      return;
    }
    /* The windows inside the speaker view follow by number, and so must have the same slides. */
    deck.getState = function () {
      return Object.assign(getState(), { hidden: shown && shown.id });
    };
    deck.setState = function (state) {
      if ("hidden" in state) {
        place(withId(state.hidden));
      }
      setState(state);
    };
    Object.assign(window.Reveal, { getState: deck.getState, setState: deck.setState });
    shown = withId(namedSlide());
    if (shown) {
      delete shown.dataset.visibility;
    }
    deck.on("ready", function () {
      if (shown) {
        shown.dataset.visibility = "hidden";
      }
    });
    if (!isReceiver) {
      deck.on("beforeslidechange", onLeave);
    }
    window.addEventListener("hashchange", onHash); /* before reveal.js, which finds no such slide */
  }

  /* reveal.js writes the address up to a second late, for Safari, which takes no more than a hundred
     in half a minute. A late one can fall between a link, or Back, and what it leads to; so they are
     written at once, and later only if the browser refuses. */
  function writeAddressAtOnce(deck) {
    var later = 0;

    function write(url) {
      clearTimeout(later);
      try {
        window.history.replaceState(null, "", url);
      } catch (error) {
        later = setTimeout(write, 1000, url);
      }
    }

    deck.location.debouncedReplaceState = write;
  }

  /* The overview of reveal.js is one row, of which a screen shows five. Here it is a grid on a sheet
     that scrolls, with the name of each section above its first slide; addresses and steps stay as
     they are. */
  function layOutOverview(deck) {
    var sheet = root.querySelector(".slides");
    var margin = 32;
    var gap = 16;
    var name = 26;
    var labels = [];
    var places = [];

    /* Return the grid with so many columns: how large a slide is, and how high the sheet. */
    function planned(columns, above) {
      var width = (sheet.clientWidth - 2 * margin + gap) / columns - gap;
      var down = above + (width * PAGE_DOWN) / PAGE_ACROSS + gap;
      var count = Math.ceil(deck.getHorizontalSlides().length / columns);
      return { columns: columns, width: width, above: above, down: down, rows: count };
    }

    /* Return the grid with the largest slides of which all are seen, or else with readable ones. */
    function best() {
      var isNamed = deck.getHorizontalSlides().some(function (slide) {
        return slide.dataset.section;
      });
      var above = isNamed ? name : 0;
      var readable = planned(2, above);
      for (var columns = 2; columns <= 12; columns++) {
        var plan = planned(columns, above);
        if (plan.width >= 220 && plan.rows * plan.down + 2 * margin - gap <= sheet.clientHeight) {
          return plan;
        }
        if (plan.width >= 260) {
          readable = plan;
        }
      }
      return readable;
    }

    /* Name the section that begins with a slide: over as many slides as it has in that row. */
    function label(text, x, y, span, plan) {
      var made = document.createElement("p");
      made.className = "overview-section";
      made.textContent = text;
      made.style.top = y + "px";
      made.style.insetInlineStart = x + "px";
      made.style.width = span * (plan.width + gap) - gap + "px";
      labels.push(made);
      sheet.append(made);
    }

    /* Return for how many slides of a row, from the one at `start`, a section goes on. */
    function spanOf(all, start, columns) {
      var end = start;
      while (
        end < all.length &&
        all[end].dataset.section === all[start].dataset.section &&
        Math.floor(end / columns) === Math.floor(start / columns)
      ) {
        end++;
      }
      return end - start;
    }

    function layOut() {
      clear();
      var plan = best();
      var isRtl = getComputedStyle(root).direction === "rtl";
      var all = deck.getHorizontalSlides();
      all.forEach(function (slide, number) {
        var row = Math.floor(number / plan.columns);
        var column = number % plan.columns;
        var x = margin + column * (plan.width + gap);
        var y = margin + row * plan.down;
        var section = slide.dataset.section || "";
        if (section && (number === 0 || all[number - 1].dataset.section !== section)) {
          label(section, x, y, spanOf(all, number, plan.columns), plan);
        }
        var left = isRtl ? sheet.clientWidth - x - plan.width : x;
        var top = y + plan.above;
        slide.style.setProperty("--place", "translate(" + left + "px, " + top + "px)");
        places.push({ slide: slide, row: row, column: column });
      });
      sheet.style.setProperty("--sheet", plan.rows * plan.down + 2 * margin - gap + "px");
      sheet.style.setProperty("--thumb", String(plan.width / PAGE_WIDTH));
      show();
    }

    function clear() {
      labels.forEach(function (made) {
        made.remove();
      });
      labels = [];
      places = [];
    }

    function show() {
      var slide = deck.getCurrentSlide();
      if (deck.isOverview() && slide) {
        slide.scrollIntoView({ block: "nearest" });
      }
    }

    /* Up and down lead from row to row; reveal.js knows of none. */
    function onKey(event) {
      var step = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 }[event.key];
      var isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (!step || !isPlain || !deck.isOverview() || /input|textarea/i.test(event.target.tagName)) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      var here = places.find(function (place) {
        return place.slide === deck.getCurrentSlide();
      });
      var row = places.filter(function (place) {
        return here && place.row === here.row + step;
      });
      var next = row[Math.min(here ? here.column : 0, row.length - 1)];
      if (next) {
        deck.slide(deck.getIndices(next.slide).h);
      }
    }

    deck.on("overviewshown", function () {
      sheet.setAttribute("data-prevent-swipe", ""); /* a finger scrolls */
      layOut();
    });
    deck.on("overviewhidden", function () {
      sheet.removeAttribute("data-prevent-swipe");
      sheet.scrollTop = 0;
      clear();
    });
    deck.on("resize", function () {
      if (deck.isOverview()) {
        layOut();
      }
    });
    deck.on("slidechanged", show);
    document.addEventListener("keydown", onKey, true);
  }

  /* Arrows and progress are there for a moment after the pointer has moved, and are gone while
     somebody speaks; deck.css also shows them where the keyboard's focus is. */
  function wakeWithPointer() {
    var later = 0;

    function sleep() {
      document.documentElement.classList.remove("awake");
    }

    function wake() {
      document.documentElement.classList.add("awake");
      clearTimeout(later);
      later = setTimeout(sleep, 2000);
    }

    document.addEventListener("pointermove", wake);
    document.addEventListener("pointerdown", wake);
    document.documentElement.addEventListener("pointerleave", sleep);
  }

  var SEARCH_WORDS = { en: "Search", ko: "검색" };

  /* The search: finds words as they are typed, in either case, with any space for a space, and
     across parts of a text that are set differently. Enter shows the next slide that has them. */
  function addSearch() {
    var box = document.createElement("input");
    var sought = "";
    var deck;

    /* Return the text of a slide without what nobody hears, and where each character of it is; what
       is on another line than what is before it is not read on from there. */
    function textOf(slide) {
      var walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
      var found = { characters: "", places: [] };
      var block = null;

      function add(character, node, at) {
        found.characters += character;
        found.places.push({ node: node, at: at });
      }

      for (var node = walker.nextNode(); node; node = walker.nextNode()) {
        var around = node.parentElement;
        if (!around.closest(".notes, [aria-hidden=true]:not(section)")) {
          var own = around.closest("[data-p], td, th, li, text, p");
          if (own !== block) {
            add("\n", node, 0);
            block = own;
          }
          for (var at = 0; at < node.data.length; at += 1) {
            var character = node.data[at];
            var small = character.toLowerCase();
            if (/\s/.test(character)) {
              add(" ", node, at);
            } else if (character !== "\u2060") {
              add(small.length === 1 ? small : character, node, at);
            }
          }
        }
      }
      return found;
    }

    /* Return the places of `words` on a slide as ranges. */
    function placesOf(words, slide) {
      var text = textOf(slide);
      var ranges = [];
      var start = text.characters.indexOf(words);
      while (start >= 0) {
        var last = text.places[start + words.length - 1];
        var range = document.createRange();
        range.setStart(text.places[start].node, text.places[start].at);
        range.setEnd(last.node, last.at + 1);
        ranges.push(range);
        start = text.characters.indexOf(words, start + words.length);
      }
      return ranges;
    }

    function mark(ranges) {
      if (window.Highlight) {
        CSS.highlights.set("found", new Highlight(...ranges));
      }
    }

    function search() {
      var words = box.value.trim().toLowerCase().replace(/\s+/g, " ");
      var every = deck.getSlides();
      var here = every.indexOf(deck.getCurrentSlide());
      var found = words ? every.map(placesOf.bind(null, words)) : [];
      mark(found.flat());
      /* The first time also the slide that is shown, after that the ones behind it. */
      for (var step = words === sought ? 1 : 0; step <= every.length; step += 1) {
        var index = (here + step) % every.length;
        if (found[index] && found[index].length) {
          var to = deck.getIndices(every[index]);
          deck.slide(to.h, to.v);
          break;
        }
      }
      sought = words;
      box.classList.toggle("nothing", Boolean(words) && step > every.length);
    }

    function open() {
      box.hidden = false;
      box.focus();
      box.select();
    }

    function close() {
      box.blur();
      box.hidden = true;
      sought = "";
      mark([]);
    }

    function toggle() {
      (box.hidden ? open : close)();
    }

    function init(started) {
      deck = started;
      box.type = "search";
      box.hidden = true;
      box.className = "searchinput";
      box.placeholder = spoken(SEARCH_WORDS);
      box.setAttribute("aria-label", spoken(SEARCH_WORDS));
      deck.getRevealElement().appendChild(box);
      deck.registerKeyboardShortcut("Ctrl + Shift + F", "Search");
      box.addEventListener("input", function () {
        box.classList.remove("nothing");
      });
      box.addEventListener("keydown", function (event) {
        if (event.key === "Enter" && !event.isComposing) {
          search();
        } else if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
      });
      document.addEventListener("keydown", function (event) {
        if (/^f$/i.test(event.key) && event.shiftKey && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          toggle();
        }
      });
    }

    return { id: "search", init: init, open: open, close: close, toggle: toggle };
  }

  /* The words of the speaker view, whose own are English. */
  var SPEAKER_WORDS = {
    en: {
      title: "Speaker view", loading: "Loading …", now: "Now", next: "Next", time: "Time",
      reset: "Start again", notes: "Notes", layout: "Layout", pacing: "Left for this slide",
      layouts: { "default": "Standard", wide: "Wide", tall: "Tall", "notes-only": "Notes only" }
    },
    ko: {
      title: "발표자 화면", loading: "불러오는 중…", now: "현재 슬라이드", next: "다음 슬라이드",
      time: "경과 시간", reset: "다시 시작", notes: "발표자 노트", layout: "배치",
      pacing: "이 슬라이드에 남은 시간",
      layouts: { "default": "기본", wide: "가로", tall: "세로", "notes-only": "노트만" }
    }
  };
  /* Slides in frames of their own shape, labels above them and not on them, dark for a dark hall;
     the notes take what is left, or without any the slides and the time take the window. */
  var SPEAKER_STYLE = [
    ":root { color-scheme: dark; background: #16181d }",
    "body { margin: 0; background: #16181d; color: #e4e7ec; font-family: system-ui, sans-serif }",
    "#connection-status { background: #16181d; color: #e4e7ec }",
    "iframe { display: block; background: #000; border-color: #3a3f49 !important }",
    "h4.label, #current-slide .label, #upcoming-slide .label {",
    "  color: #aab2be !important; font: 600 13px/20px system-ui, sans-serif !important;",
    "  text-transform: none !important }",
    "#speaker-layout { height: 28px; padding: 0 10px; border-radius: 5px; background: #2a2e37;",
    "  color: #e4e7ec; font-size: 13px; line-height: 28px }",
    "#speaker-layout:focus-within { outline: 2px solid #8fb8e8 }",
    "#speaker-layout option { background: #2a2e37; color: #e4e7ec }",
    ".speaker-controls-time { border-color: #3a3f49 !important }",
    ".speaker-controls-time .reset-button { color: #aab2be !important }",
    "a { color: #8fb8e8 }",
    ".speaker-controls-notes li p { margin: .3em 0 }",
    ".speaker-controls-notes pre { white-space: pre-wrap; font: .9em/1.4 ui-monospace, monospace }",
    ".speaker-controls-time .pacing.ahead { color: #8fb8e8 }",
    ".speaker-controls-time .pacing.on-track { color: #8fd19e }",
    ".speaker-controls-time .pacing.behind { color: #ff9a8f }",
    "[data-speaker-layout='default'] {",
    "  display: grid; box-sizing: border-box; height: 100vh; padding: 10px 12px 12px; gap: 12px;",
    "  grid-template: 'now next' auto 'now notes' auto 'time notes' 1fr / 62fr 38fr }",
    "[data-speaker-layout='default'].without-notes {",
    "  grid-template: 'now next' auto 'now time' auto / 69fr 31fr; align-content: center }",
    "[data-speaker-layout='default'] #current-slide,",
    "[data-speaker-layout='default'] #upcoming-slide {",
    "  position: static; width: auto; height: auto; padding: 0 }",
    "[data-speaker-layout='default'] #current-slide { grid-area: now }",
    "[data-speaker-layout='default'] #upcoming-slide { grid-area: next }",
    "[data-speaker-layout='default'] iframe {",
    "  box-sizing: border-box; width: 100%; height: auto !important;",
    "  aspect-ratio: PAGE_ACROSS / PAGE_DOWN }",
    "[data-speaker-layout='default'] .overlay-element.label {",
    "  position: static !important; display: block; height: 28px; padding: 0; background: none;",
    "  line-height: 28px !important }",
    "[data-speaker-layout='default'] #speaker-controls { display: contents }",
    "[data-speaker-layout='default'] .speaker-controls-time {",
    "  grid-area: time; margin: 0; padding: 4px 0; border: 0; font-size: clamp(16px, 2.2vw, 34px) }",
    "[data-speaker-layout='default'] .speaker-controls-notes {",
    "  grid-area: notes; overflow: auto; padding: 4px 0; font-size: clamp(15px, 1.5vw, 22px) }",
    "[data-speaker-layout='default'].without-notes .speaker-controls-time {",
    "  align-self: end; font-size: clamp(18px, 2.6vw, 44px) }",
    "[data-speaker-layout='default'].without-notes :is(.timer, .clock) {",
    "  float: none; width: auto; text-align: start }"
  ].join("\n");

  /* Give the window that reveal.js opens for the speaker the words of the deck's language, and a
     style that uses all of it. */
  function dressSpeakerView() {
    var open = window.open;
    var language = document.documentElement.lang;
    var words = spoken(SPEAKER_WORDS);

    function put(page, selector, text) {
      var element = page.querySelector(selector);
      if (element) {
        element.textContent = text;
      }
    }

    function labelled(page) {
      var chosen = page.querySelector(".speaker-layout-dropdown");
      put(page, ".speaker-layout-label", words.layout + ": " + words.layouts[chosen.value]);
    }

    function clock(page) {
      var now = new Date().toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
      var element = page.querySelector(".clock-value");
      if (element.textContent !== now) {
        element.textContent = now;
      }
    }

    function dress(page) {
      var style = page.createElement("style");
      style.textContent = SPEAKER_STYLE;
      page.head.append(style);
      page.documentElement.lang = language;
      page.title = words.title + " – " + document.title;
      var now = page.createElement("span");
      now.className = "overlay-element label";
      now.textContent = words.now;
      page.querySelector("#current-slide").prepend(now);
      put(page, "#connection-status", words.loading);
      put(page, "#upcoming-slide .label", words.next);
      put(page, ".reset-button", words.reset);
      put(page, ".speaker-controls-notes .label", words.notes);
      put(page, ".pacing-title", words.pacing);
      page.querySelector(".speaker-controls-time .label").firstChild.data = words.time + " ";
      var layouts = page.querySelector(".speaker-layout-dropdown");
      layouts.setAttribute("aria-label", words.layout);
      layouts.querySelectorAll("option").forEach(function (option) {
        option.textContent = words.layouts[option.value] || option.textContent;
      });
      layouts.addEventListener("change", function () {
        labelled(page);
      });
      labelled(page);
      clock(page);
      new MutationObserver(function () {
        clock(page);
      }).observe(page.querySelector(".clock-value"), { childList: true });
      var notes = page.querySelector(".speaker-controls-notes");
      function noted() {
        page.body.classList.toggle("without-notes", notes.classList.contains("hidden"));
      }
      noted();
      new MutationObserver(noted).observe(notes, { attributes: true, attributeFilter: ["class"] });
    }

    window.open = function (address, name) {
      var opened = open.apply(window, arguments);
      if (opened && name === "reveal.js - Notes") {
        /* reveal.js writes the window's document right after this. */
        setTimeout(function () {
          if (opened.document.querySelector("#speaker-layout")) {
            dress(opened.document);
          }
        });
      }
      return opened;
    };
  }

  /* Let recordings begin and end where the talk says, and show their captions, which a `track` could
     not load from the disk. */
  function preparePlayers() {
    document.querySelectorAll(".reveal :is(video, audio)").forEach(function (player) {
      var start = Number(player.dataset.start || 0);
      var end = Number(player.dataset.end || Infinity);
      var toStart = function () {
        player.currentTime = start;
      };
      if (start && player.readyState > 0) {
        toStart();
      } else if (start) {
        player.addEventListener("loadedmetadata", toStart);
      }
      if (start || end < Infinity) {
        player.addEventListener("timeupdate", function () {
          if (player.currentTime >= end) {
            player.currentTime = start;
            if (!player.loop) {
              player.pause();
            }
          } else if (player.currentTime < start - 0.3) {
            player.currentTime = start;
          }
        });
      }
      if (player.dataset.cues && player.addTextTrack) {
        var track = player.addTextTrack("captions", "", player.dataset.language);
        JSON.parse(player.dataset.cues).forEach(function (cue) {
          track.addCue(new VTTCue(cue[0], cue[1], cue[2]));
        });
        track.mode = "showing";
      }
    });
  }

  /* Return the plugin that a script of the project has left under `name`. */
  function named(name) {
    if (!window[name]) {
      console.error("deck.yaml lists a plugin " + name + ", which no script has defined");
    }
    return window[name];
  }

  function startSlides() {
    /* reveal.js makes it an application, for which a screen reader wants a name. */
    root.setAttribute("aria-label", document.title);
    /* The one deck of the page is `Reveal` itself, as plugins, printers and consoles expect. */
    var deck = window.Reveal;
    var own = window.DiptychDeck || { config: {}, plugins: [] };
    var settings = Object.assign(
      {
        width: PAGE_WIDTH,
        height: PAGE_HEIGHT,
        margin: 0,
        minScale: 0.05,
        maxScale: 20,
        center: false,
        hash: true,
        controlsTutorial: false,
        hideCursorTime: 2000,
        transition: "none",
        backgroundTransition: "none",
        autoAnimate: !isReceiver && !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
        autoAnimateDuration: 0.4,
        autoAnimateMatcher: pairs,
        /* Without it the speaker view does not say how one does, whatever slides have. */
        defaultTiming: document.querySelector("section[data-timing]") ? 0 : null,
        scrollActivationWidth: 0,
        pdfSeparateFragments: false,
        pdfMaxPagesPerSlide: 1,
        pdfPageHeightOffset: 0
      },
      own.config,
      {
        plugins: [
          { id: "hidden", init: followLinksToHidden },
          { id: "address", init: writeAddressAtOnce },
          { id: "overview", init: layOutOverview },
          window.RevealNotes,
          addSearch(),
          window.RevealZoom
        ]
          .concat(own.plugins.map(named))
          .filter(Boolean)
      }
    );
    wakeWithPointer();
    dressSpeakerView();
    var hidden = [];

    /* Return what moves from one slide to the next where that asks for it: what has the same id or
       words, and the same picture. reveal.js's own pairs would move an item and its text at once. */
    function pairs(from, to) {
      var left = Array.from(from.querySelectorAll("[data-p], .picture"));

      function words(element) {
        var picture = element.querySelector("img");
        return element.tagName + ":" + (picture ? picture.src : element.textContent.trim());
      }

      function taken(element) {
        var id = element.dataset.block;
        var at = left.findIndex(function (one) {
          return id && one.dataset.block === id && one.tagName === element.tagName;
        });
        if (at < 0) {
          at = left.findIndex(function (one) {
            return words(one) === words(element);
          });
        }
        return at < 0 ? null : left.splice(at, 1)[0];
      }

      /* Where it is on the slide: reveal.js would take its place within its own frame. */
      function place(element) {
        return element.getBoundingClientRect();
      }

      return Array.from(to.querySelectorAll("[data-p], .picture"))
        .map(function (element) {
          var options = { measure: place, scale: !element.matches("[data-p]") };
          return { from: taken(element), to: element, options: options };
        })
        .filter(function (pair) {
          return pair.from;
        });
    }

    /* reveal.js hides all slides but one from screen readers, even where all of them are shown. */
    function showAll() {
      hidden = slides.filter(function (slide) {
        return slide.hasAttribute("aria-hidden");
      });
      hidden.forEach(function (slide) {
        slide.removeAttribute("hidden");
        slide.removeAttribute("aria-hidden");
      });
    }

    function hideAgain() {
      hidden.forEach(function (slide) {
        slide.setAttribute("hidden", "");
        slide.setAttribute("aria-hidden", "true");
      });
    }

    function place() {
      var step = deck.getIndices().f;
      return deck.getSlidePath() + (step >= 0 ? "/" + step : "");
    }

    /* A link is a step in the browser's history, to come back from: reveal.js would follow one
       within the deck without. */
    function onLink(event) {
      var link = event.target.closest("a[href]");
      if (!link || deck.isOverview()) {
        return;
      }
      window.history.replaceState(null, "", "#" + place());
      if (link.getAttribute("href").charAt(0) === "#") {
        event.stopPropagation();
      }
    }

    function onSlide() {
      keepPlace(place());
      if (deck.isOverview()) {
        showAll();
      }
    }

    ["ready", "slidechanged", "fragmentshown", "fragmenthidden"].forEach(function (event) {
      deck.on(event, onSlide);
    });
    if (!isReceiver) {
      document.addEventListener("click", onLink, true);
    }
    deck.on("overviewshown", showAll);
    deck.on("pdf-ready", showAll);
    window.addEventListener("beforeprint", showAll);
    window.addEventListener("afterprint", hideAgain);
    deck.initialize(settings);
  }

  preparePlayers();
  if (isReading) {
    startReading();
  } else {
    startSlides();
  }
  /* Turned or resized, the page begins anew in its other form; on paper it stays as it is. */
  window.addEventListener("resize", function () {
    var isNarrow = narrow.matches && !isReceiver && !isPrint;
    if (isNarrow !== isReading && !window.matchMedia("print").matches) {
      window.location.reload();
    }
  });
})();
