// @ts-check
// Who else has the huddle open, and whose hand is up: nothing is shown to somebody who is there alone.
//
// Whoever asks is here, by asking. A page that is hidden behind the video call asks seldom, and not for ever: it must
// not keep a shared computer signed in.

import {_} from "./catalogue.js";
import {el, words} from "./dom.js";
import {handWords, mayAsk} from "./huddle_rules.js";

export class Room {
  // ask(said) -> the server's answer, or null;  heard(answer): what else it says of the huddle
  constructor({call, who}, ask, heard) {
    this.ask = ask;
    this.heard = heard;
    this.asked = 0;
    this.shown = document.hidden ? 0 : Date.now();
    this.list = el("ul", {"aria-label": _("Here now")});
    this.words = el("p", {role: "status", class: "asks"});
    this.mine = el("button", {type: "button", "data-looks": true, onclick: () => this.tell({hand: !this.up})});
    this.other = el("button", {type: "button", onclick: () => this.tell({lower: this.next})});
    this.people = el("div", {class: "people-here", hidden: true}, el("p", {class: "quiet"}, _("Here now")), this.list,
      this.words, who && el("a", {href: who}, _("Say who you are")), this.mine, this.other);
    const join = call && el("a", {href: call, target: "_blank", rel: "noopener noreferrer"}, _("Join the call"));
    this.frame = el("section", {class: "room", "aria-label": _("Who is here"), hidden: !call}, join, this.people);
    this.call = call;
    const gone = () => this.ask({gone: true}, true);
    addEventListener("pagehide", gone);
    this.stop = () => { removeEventListener("pagehide", gone); gone(); };
  }

  async beat() {
    const now = Date.now();
    if (!document.hidden) this.shown = now;
    if (this.asking || !mayAsk(now, this.asked, this.shown, document.hidden)) return;
    this.asked = now;
    this.asking = true;
    const answer = await this.ask({});
    this.asking = false;
    if (answer) this.draw(answer);
  }

  async tell(said) {
    const answer = await this.ask(said);
    if (answer) this.draw(answer);
  }

  draw(answer) {
    const {people, hand, me, mine_up: up, leads} = answer;
    this.up = up;
    this.next = hand;
    this.people.hidden = !people.some(([whose]) => whose !== me);
    this.frame.hidden = this.people.hidden && !this.call;
    const here = people.map(([whose, initials]) => [initials, whose === me ? "me" : "", whose === hand].join());
    if (here.join("|") !== this.drawn) {
      this.drawn = here.join("|");
      this.list.replaceChildren(...people.map(([whose, initials]) => el("li", {"data-hand": whose === hand},
        initials, whose === me ? el("span", {class: "vm-only"}, " " + _("(you)")) : null)));
    }
    words(this.words, handWords(people, hand, me, up));
    words(this.mine, up ? _("Lower my hand") : _("Raise my hand"));
    this.mine.setAttribute("aria-pressed", String(up));
    this.mine.hidden = !me;
    const theirs = leads && hand && hand !== me && people.find(([whose]) => whose === hand);
    this.other.hidden = !theirs;
    if (theirs) words(this.other, _("Lower {who}’s hand", {who: theirs[1]}));
    this.heard(answer);
  }
}
