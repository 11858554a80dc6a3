/**
 * While the frame covers the page, the page behind it neither scrolls nor takes the keyboard. The frame stands beside
 * `<body>`, so all of the body can be inert.
 */

interface Held {
  body: HTMLElement;
  wasInert: boolean;
  overflow: string;
}

let held: Held | undefined;

/** Holds the page; again after the page has swapped its body. */
export function holdPage(): void {
  const { body, documentElement } = document;
  if (!body || held?.body === body) return;
  const { style } = documentElement;
  held = { body, wasInert: body.inert, overflow: held?.overflow ?? style.overflow };
  body.inert = true;
  style.overflow = 'hidden';
}

/** Lets the page go as it was. */
export function releasePage(): void {
  if (!held) return;
  held.body.inert = held.wasInert;
  document.documentElement.style.overflow = held.overflow;
  held = undefined;
}
