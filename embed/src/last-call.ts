import { isOrgId } from './kinds';

/** The last call of this browser in this shop: what is bought within the time that counts is bought after it. */
export interface LastCall {
  readonly orgId: string;
  readonly callId: string;
  /** Whether the shopper went to pay out of the call's cart. */
  readonly isDirect: boolean;
}

const NAME = 'vitrine_call';
/** Thirty days, as long as the server counts. */
const SECONDS = 30 * 24 * 3600;

/** The last call, as the cookie of this shop has it. */
export function lastCall(): LastCall | undefined {
  const [orgId, callId, direct] = written()?.split('.') ?? [];
  return isOrgId(orgId) && isOrgId(callId) ? { orgId, callId, isDirect: direct === 'direct' } : undefined;
}

/** Keeps the last call in a first-party cookie, for all hosts of this shop's domain: the checkout is often on another one. */
export function keepLastCall({ orgId, callId, isDirect }: LastCall): void {
  const value = [orgId, callId, ...(isDirect ? ['direct'] : [])].join('.');
  const cookie = `${NAME}=${value};path=/;max-age=${SECONDS};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
  const labels = location.hostname.split('.');
  // A browser takes none for a whole registry such as "com": the first that it takes is the widest. Without any, this host alone.
  const domains = labels.map((_, at) => `;domain=${labels.slice(at).join('.')}`).reverse();
  for (const domain of [...domains, '']) {
    document.cookie = cookie + domain;
    if (written() === value) return;
  }
}

function written(): string | undefined {
  return document.cookie.split('; ').find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
}
