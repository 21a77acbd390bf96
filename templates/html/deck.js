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

    /* Say at which sides a table goes on. */
    function markEnds(table) {
      var rest = table.scrollWidth - table.clientWidth - Math.abs(table.scrollLeft);
      table.style.setProperty("--more-before", String(Number(Math.abs(table.scrollLeft) > 1)));
      table.style.setProperty("--more-after", String(Number(rest > 1)));
    }

    root.querySelectorAll(".frame.table").forEach(function (table) {
      new ResizeObserver(function () {
        markEnds(table);
      }).observe(table);
      table.addEventListener("scroll", function () {
        markEnds(table);
      });
    });
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

  /* The overview of reveal.js is one row, of which a screen shows five. Here each section of the talk
     is a row, or several, on a sheet that scrolls; addresses and steps stay as they are. */
  function layOutOverview(deck) {
    var sheet = root.querySelector(".slides");
    var margin = 32;
    var gap = 14;
    var labels = [];
    var places = [];

    /* Return the slides in rows, no longer than `columns`, each with the section it begins. */
    function rows(columns) {
      var made = [];
      deck.getHorizontalSlides().forEach(function (slide) {
        var last = made[made.length - 1];
        var section = slide.dataset.section || "";
        var begins = !last || section !== last.section;
        if (begins || last.slides.length === columns) {
          made.push({ section: section, label: begins ? section : "", slides: [] });
        }
        made[made.length - 1].slides.push(slide);
      });
      return made;
    }

    /* Return the sheet with so many columns: its rows, and how large a slide is. */
    function planned(columns, beside) {
      var width = (sheet.clientWidth - 2 * margin - beside + gap) / columns - gap;
      var made = rows(columns);
      var height = 2 * margin - gap;
      made.forEach(function (row) {
        row.above = row.label && !beside ? 30 : 0;
        height += row.above + (width * PAGE_DOWN) / PAGE_ACROSS + gap;
      });
      return { rows: made, width: width, height: height, beside: beside };
    }

    /* Return the sheet with the largest slides of which all are seen, or else with readable ones. */
    function best() {
      var isNamed = deck.getHorizontalSlides().some(function (slide) {
        return slide.dataset.section;
      });
      var beside = isNamed && sheet.clientWidth >= 800 ? 168 : 0;
      var readable = planned(2, beside);
      for (var columns = 2; columns <= 12; columns++) {
        var plan = planned(columns, beside);
        if (plan.width >= 160 && plan.height <= sheet.clientHeight) {
          return plan;
        }
        if (plan.width >= 180 && plan.rows.length < readable.rows.length) {
          readable = plan;
        }
      }
      return readable;
    }

    function label(row, y, plan) {
      var made = document.createElement("p");
      made.className = "overview-section";
      made.textContent = row.label;
      made.style.top = y + "px";
      made.style.width = (plan.beside || plan.width * 2) - gap + "px";
      labels.push(made);
      sheet.append(made);
    }

    function layOut() {
      clear();
      var plan = best();
      var isRtl = getComputedStyle(root).direction === "rtl";
      var y = margin;
      plan.rows.forEach(function (row, number) {
        if (row.label) {
          label(row, y, plan);
        }
        y += row.above;
        row.slides.forEach(function (slide, column) {
          var x = margin + plan.beside + column * (plan.width + gap);
          var left = isRtl ? sheet.clientWidth - x - plan.width : x;
          slide.style.setProperty("--place", "translate(" + left + "px, " + y + "px)");
          places.push({ slide: slide, row: number, column: column });
        });
        y += (plan.width * PAGE_DOWN) / PAGE_ACROSS + gap;
      });
      sheet.style.setProperty("--sheet", y - gap + margin + "px");
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
        transition: "none",
        backgroundTransition: "none",
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
          window.RevealSearch,
          window.RevealZoom
        ]
          .concat(own.plugins.map(named))
          .filter(Boolean)
      }
    );
    var hidden = [];

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
