// @ts-check
// A screen without a keyboard: show a code, and open the wall once somebody has typed it. For old browsers too.
(function () {
  "use strict";
  var ASK_EVERY = 9.5 * 60 * 1000, LOOK_EVERY = 2000;
  var code = document.getElementById("code"), words = document.getElementById("words"), token = "", askedAt = 0;

  function call(method, address, done) {
    var request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = 5000;
    request.onload = function () { done(request.status, request.responseText); };
    request.onerror = request.ontimeout = function () { done(0, ""); };
    request.send();
  }

  function say(text) { if (words.textContent !== text) words.textContent = text; }

  function ask() {
    call("POST", "pair/code", function (status, text) {
      if (status !== 200) { say("Not connected. This screen keeps trying."); return; }
      var answer = JSON.parse(text);
      token = answer.token;
      askedAt = Date.now();
      code.textContent = answer.code.slice(0, 3) + " " + answer.code.slice(3);
      say("");
    });
  }

  function look() {
    if (!token || Date.now() - askedAt > ASK_EVERY) { ask(); return; }
    call("HEAD", "d/" + token + "/board", function (status) {
      if (status === 200) location.replace("d/" + token);
      else if (!status) say("Not connected. This screen keeps trying.");
      else say("");
    });
  }

  ask();
  setInterval(look, LOOK_EVERY);
}());
