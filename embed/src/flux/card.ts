/** The card in the page: who can be called, and the button that calls. A shadow root keeps the page's styles out. */
import { dress } from '../dress';
import css from './card.css';

/** What a card says. Text is text, never markup. */
export interface Face {
  language: string;
  direction: 'ltr' | 'rtl';
  title: string;
  text: string;
  /** Who, and what the button says; undefined where nobody can be called. */
  agent?: { name: string; photo: string; call: string };
}

export interface Card {
  show(face: Face): void;
  /** While a call is being opened. */
  wait(isWaiting: boolean): void;
  remove(): void;
}

function create<Name extends keyof HTMLElementTagNameMap>(name: Name, className = ''): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { className });
}

/** The first letters of the first and the last word, as on the other screens. */
function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => word.match(/[\p{L}\p{N}]/u) ?? []);
  return [...new Set([0, letters.length - 1])].map((at) => letters[at] ?? '').join('').toUpperCase();
}

/** A card in this place, empty at first. */
export function createCard(place: Element, onPress: () => void): Card {
  const element = create('vitrine-call' as 'div');
  const box = create('section');
  const face = create('div', 'face');
  const words = create('div', 'words');
  const title = create('p', 'title');
  const text = create('p');
  const button = create('button');
  // The shopper comes back to the button when the widget gives the focus back.
  const root = element.attachShadow({ mode: 'open', delegatesFocus: true });
  dress(root, css);
  face.ariaHidden = 'true';
  button.type = 'button';
  button.onclick = onPress;
  words.append(title, text);
  box.append(face, words, button);
  root.append(box);

  function draw(name: string, photo: string): void {
    const letters = () => face.replaceChildren(initials(name));
    if (!photo) return letters();
    const image = Object.assign(create('img'), { alt: '', referrerPolicy: 'no-referrer', onerror: letters, src: photo });
    face.replaceChildren(image);
  }

  let shown = '';

  return {
    show(next) {
      if (element.parentNode !== place) place.append(element);
      const key = JSON.stringify(next);
      // A photo that is drawn anew would flicker.
      if (key === shown) return;
      shown = key;
      const { language, direction, title: heading, text: said, agent } = next;
      box.lang = language;
      box.dir = direction;
      box.ariaLabel = title.textContent = heading;
      text.textContent = said;
      face.hidden = button.hidden = !agent;
      button.textContent = agent?.call ?? '';
      if (agent) draw(agent.name, agent.photo);
    },
    wait(isWaiting) {
      button.ariaBusy = String(isWaiting);
    },
    remove: () => element.remove(),
  };
}
