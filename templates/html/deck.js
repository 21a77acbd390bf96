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

  function startReading() {
    function goToHash() {
      var id = decodeURIComponent(window.location.hash.replace(/^#\/?/, "").split("/")[0]);
      var slide = document.getElementById(id);
      if (slide) {
        slide.scrollIntoView();
      }
    }

    var line = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (entry.isIntersecting) {
            window.history.replaceState(null, "", "#/" + entry.target.id);
            keepPlace("/" + entry.target.id);
          }
        });
      },
      { rootMargin: "-20% 0px -79% 0px" }
    );

    window.addEventListener("hashchange", goToHash);
    goToHash();
    slides.forEach(function (slide) {
      line.observe(slide);
    });
  }

  function startSlides() {
    /* reveal.js makes it an application, for which a screen reader wants a name. */
    root.setAttribute("aria-label", document.title);
    var deck = new Reveal(root, {
      width: 1280,
      height: 720,
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
      pdfPageHeightOffset: 0,
      plugins: [window.RevealNotes, window.RevealSearch, window.RevealZoom].filter(Boolean)
    });
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

    function onSlide() {
      var step = deck.getIndices().f;
      keepPlace(deck.getSlidePath() + (step >= 0 ? "/" + step : ""));
      if (deck.isOverview()) {
        showAll();
      }
    }

    ["ready", "slidechanged", "fragmentshown", "fragmenthidden"].forEach(function (event) {
      deck.on(event, onSlide);
    });
    deck.on("overviewshown", showAll);
    deck.on("pdf-ready", showAll);
    window.addEventListener("beforeprint", showAll);
    window.addEventListener("afterprint", hideAgain);
    deck.initialize();
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
