// WCAG 2.2 AA, as far as a machine can judge it, on every screen in every size and colour scheme. No rule is off, no element left out.
import { AxeBuilder } from '@axe-core/playwright';
import axe, { type AxeResults } from 'axe-core';
import { expect, test } from '../fixtures/people.ts';
import { inEachVariant, visitScreens } from '../fixtures/screens.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Each screen is looked at four times.
test.describe.configure({ timeout: 240_000 });

// In every frame from its beginning: the builder would put it there too, but leaves a frame out that takes longer than a second.
test.use({ firstScript: axe.source });

visitScreens(test, async (screen, page) => {
  const isWidget = screen.startsWith('widget');
  await inEachVariant(page, async ({ name }) => {
    const results = await new AxeBuilder({ page, axeSource: 'void axe' }).withTags(tags).analyze();
    expect.soft(told(results), `${screen}, ${name}`).toEqual([]);
    // A widget that was not looked into would pass everything.
    expect(isWidget && !looksIntoFrames(results), `${screen}, ${name}: the widget's frame was looked into`).toBe(false);
  });
});

/** What is wrong, a line for each element. */
function told({ violations }: AxeResults): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`),
  );
}

function looksIntoFrames({ passes }: AxeResults): boolean {
  return passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1));
}
