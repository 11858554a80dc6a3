// As much of a page as a card in it needs: elements, a selector that is a class, observers, history and storage.

class Node extends EventTarget {
  children = [];
  parentNode = null;
  append(...nodes) {
    for (const node of nodes) {
      node.remove?.();
      if (typeof node === 'object') node.parentNode = this;
      this.children.push(node);
    }
  }
  replaceChildren(...nodes) {
    this.children = [];
    this.append(...nodes);
  }
  remove() {
    const { parentNode } = this;
    if (parentNode) parentNode.children = parentNode.children.filter((child) => child !== this);
    this.parentNode = null;
  }
  set textContent(text) {
    this.children = [String(text)];
  }
  get textContent() {
    return this.children.map((child) => (typeof child === 'string' ? child : child.hidden ? '' : child.textContent)).join('');
  }
}

class Element extends Node {
  constructor(tag, className = '') {
    super();
    Object.assign(this, { tag, className });
  }
  attachShadow(options) {
    this.shadow = Object.assign(new Node(), { options });
    return this.shadow;
  }
}

/** A page of this address, as globals. `observe` has to be called after what a test changes itself. */
export function makePage(href) {
  const body = new Element('body');
  const observers = new Set();
  const listeners = new EventTarget();
  const storage = new Map();
  const document = Object.assign(new EventTarget(), {
    hidden: false,
    documentElement: body,
    head: body,
    scripts: [],
    createElement: (tag) => new Element(tag),
    querySelector(selector) {
      if (!selector.startsWith('.')) throw new SyntaxError('no selector');
      return null;
    },
    querySelectorAll: (selector) => body.children.filter(({ className }) => className === selector.slice(1)),
  });
  const location = { href, origin: new URL(href).origin };
  const go = (_, __, to) => {
    if (to !== undefined) location.href = new URL(to, location.href).href;
  };
  const page = {
    body,
    document,
    location,
    history: { pushState: go, replaceState: go },
    add: (className) => {
      const element = new Element('div', className);
      body.append(element);
      return element;
    },
    observe: () => observers.forEach((observer) => observer.changed()),
    fire: (name) => listeners.dispatchEvent(new Event(name)),
    /** What a place shows: undefined without a card. */
    shown(place) {
      const [card] = place.children;
      const [face, words, button] = card?.shadow.children[0].children ?? [];
      if (!card) return undefined;
      const [title, text] = words.children.map(({ textContent }) => textContent);
      return { title, text, face: face.hidden ? undefined : face, button: button.hidden ? undefined : button, cards: place.children.length };
    },
  };
  Object.assign(globalThis, {
    document,
    location,
    history: page.history,
    window: globalThis,
    CSSStyleSheet: class {
      replaceSync() {}
    },
    MutationObserver: class {
      constructor(changed) {
        this.changed = changed;
      }
      observe() {
        observers.add(this);
      }
      disconnect() {
        observers.delete(this);
      }
    },
    sessionStorage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
    },
    addEventListener: (...given) => listeners.addEventListener(...given),
    removeEventListener: (...given) => listeners.removeEventListener(...given),
  });
  return page;
}
