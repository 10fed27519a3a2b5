// @ts-check
// A screen without a keyboard: show a code where the page has a place for it, and open the wall once somebody has typed
// it. On a page of its own, and on a wall that has no board behind its link any more. For old browsers too.
(function () {
  "use strict";
  var ASK_EVERY = 9.5 * 60 * 1000, LOOK_EVERY = 2000;
  var scripts = document.getElementsByTagName("script");
  var root = scripts[scripts.length - 1].src.replace(/wall\/[^/]*$/, "");
  var shown = "", token = "", askedAt = 0;

  function call(method, address, done) {
    var request = new XMLHttpRequest();
    request.open(method, root + address);
    request.timeout = 5000;
    request.onload = function () { done(request.status, request.responseText); };
    request.onerror = request.ontimeout = function () { done(0, ""); };
    request.send();
  }

  function write(id, text) {
    var place = document.getElementById(id);
    if (place && place.textContent !== text) place.textContent = text;
  }

  function away() {
    var place = document.getElementById("words");
    return (place && place.getAttribute("data-away")) || "Not connected. This screen keeps trying.";
  }

  function say(text) { write("code", shown); write("words", text); }

  function ask() {
    call("POST", "pair/code", function (status, text) {
      if (status !== 200) { say(away()); return; }
      var answer = JSON.parse(text);
      token = answer.token;
      askedAt = Date.now();
      shown = answer.code.slice(0, 3) + " " + answer.code.slice(3);
      say("");
    });
  }

  function look() {
    if (!document.getElementById("code")) { token = shown = ""; return; }
    if (!token || Date.now() - askedAt > ASK_EVERY) { ask(); return; }
    call("HEAD", "d/" + token + "/board", function (status) {
      if (status === 200) location.replace(root + "d/" + token);
      else say(status ? "" : away());
    });
  }

  look();
  setInterval(look, LOOK_EVERY);
}());
