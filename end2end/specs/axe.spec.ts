// WCAG 2.2 AA, as far as a machine can judge it, on every screen in every size and colour scheme. No rule is off, no element left out.
import type { Frame } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { expect, test } from '../fixtures/people.ts';
import { inEachVariant, visitScreens } from '../fixtures/screens.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Each screen is looked at four times; and one journey after the other, since two of these calls at once starve each other.
test.describe.configure({ mode: 'default', timeout: 600_000 });

// In every frame from its beginning.
test.use({ firstScript: axe.source });

visitScreens(test, async (screen, page) => {
  await inEachVariant(page, async ({ name }) => {
    // A widget that was not looked into would pass everything.
    const frames = page.frames().filter((frame) => frame.url().startsWith('http'));
    expect(frames, `${screen}, ${name}: the page, and the widget in it`).toHaveLength(screen.startsWith('widget') ? 2 : 1);
    for (const frame of frames) {
      const { passes, violations } = await look(frame);
      expect(passes, `${screen}, ${name}: there is something to look at`).not.toEqual([]);
      expect.soft(told(violations), `${screen}, ${name}`).toEqual([]);
    }
  });
});

/** Each frame by itself and for as long as that takes: a frame that is slow to answer is not left out. */
function look(frame: Frame): Promise<AxeResults> {
  return frame.evaluate((tags) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: tags, iframes: false }), tags);
}

/** What is wrong, a line for each element. */
function told(violations: AxeResults['violations']): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`),
  );
}
