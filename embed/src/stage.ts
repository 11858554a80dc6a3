import { dress } from './dress';
import { holdPage, releasePage } from './hold';
import type { Mode } from './protocol';
import css from './stage.css';

const SHARED = 'camera; microphone; autoplay; display-capture; fullscreen; speaker-selection';

const REMOVE_AFTER_MS = 100;

export interface Stage {
  iframe: HTMLIFrameElement;
  show(mode: Mode): void;
  /** The frame has answered: what it shows can be shown. */
  reveal(): void;
  remove(): void;
}

function create<Name extends keyof HTMLElementTagNameMap>(name: Name, id = ''): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { id });
}

const isModal = (mode: Mode) => mode === 'full' || mode === 'centred';

/**
 * The iframe and what it stands in. It is a child of `<html>`, beside `<body>`: a page that swaps its body keeps it, and
 * moving an iframe in the document would reload it and lose the call. A shadow root keeps the page's styles out.
 * `onTile`: what is small may be put somewhere else. `onDismiss`: the shopper closed the widget before it was there.
 */
export function createStage(src: string, onTile: (element: HTMLElement, box: HTMLElement) => void, onDismiss: () => void): Stage {
  const element = document.createElement('vitrine-widget');
  const all = create('div');
  const back = create('div', 'back');
  const box = create('div', 'box');
  const wait = create('div', 'wait');
  const close = create('button');
  const iframe = create('iframe');
  const observer = new MutationObserver(stay);
  let shown: Mode = 'hidden';
  let isLoading = true;
  let returnTo: Element | null = null;

  const dismiss = () => isLoading && onDismiss();
  close.textContent = '×';
  close.ariaLabel = 'Close';
  wait.append(Object.assign(create('progress'), { ariaLabel: 'Loading' }), close);
  close.onclick = back.onclick = dismiss;
  element.onkeydown = ({ key }) => key === 'Escape' && dismiss();
  Object.assign(iframe, { src, title: 'Video call', allow: SHARED });
  box.append(iframe, wait);
  all.append(back, box);
  const root = element.attachShadow({ mode: 'open' });
  dress(root, css);
  root.append(all);
  stay();
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });

  /** Keeps the frame in the document, and a new body as inert as the one before it. */
  function stay(): void {
    if (!element.isConnected) document.documentElement.append(element);
    if (!isLoading && isModal(shown)) holdPage();
  }

  function show(mode: Mode): void {
    const { activeElement } = document;
    if (!isModal(shown) && activeElement !== element) returnTo = activeElement;
    shown = mode;
    const isTile = mode === 'floating' || mode === 'minimised';
    all.className = mode + (isTile ? ' tile' : '');
    element.style.cssText = box.style.cssText = '';
    if (isTile) onTile(element, box);
    if (!isModal(mode)) releasePage();
    else if (isLoading) close.focus();
    else {
      holdPage();
      iframe.focus();
    }
    if (mode === 'hidden') giveFocusBack(activeElement);
  }

  function giveFocusBack(from: Element | null): void {
    const isOurs = !from || from === element || from === document.body;
    if (isOurs && returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
  }

  return {
    iframe,
    show,
    reveal() {
      isLoading = false;
      wait.remove();
      show(shown);
    },
    remove() {
      observer.disconnect();
      show('hidden');
      // The key or press that closed the frame may still be under way in it.
      setTimeout(() => element.remove(), REMOVE_AFTER_MS);
    },
  };
}
