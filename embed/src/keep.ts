import { isMode, type Mode } from './protocol';

const key = (orgId: string | undefined) => `vitrine:open:${orgId}`;

/** Notes in this tab that a ticket is under way, and how the frame stood, so that a reload brings it back. No secret. */
export function keep(orgId: string | undefined, mode: Mode | undefined): void {
  try {
    if (mode) sessionStorage.setItem(key(orgId), mode);
    else sessionStorage.removeItem(key(orgId));
  } catch {
    // Storage is blocked: the shopper is told by the widget before leaving.
  }
}

/** How the frame stood before the page was loaded again, if a ticket was under way. */
export function kept(orgId: string): Mode | undefined {
  try {
    const mode = sessionStorage.getItem(key(orgId));
    return isMode(mode) ? mode : undefined;
  } catch {
    return undefined;
  }
}
