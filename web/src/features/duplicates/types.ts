import type { components } from '@/api/schema';

type Served = components['schemas'];

/** One reason for or against two leads being the same; the points add up to the score. */
export type Evidence = Served['PairEvidenceOut'];
export type PairLead = Served['PairLeadOut'];
/** Two leads that look like one; `id` is empty for a comparison that no scan has written down. */
export type Pair = Served['PairOut'];
export type PairPage = Served['PairPageOut'];
/** A lead that what is being typed looks like; `lead` is empty when it is a colleague's. */
export type Lookalike = Served['LookalikeOut'];
export type Lookalikes = Served['LookalikesOut'];

/** A pair of the queue. */
export interface Suspects extends Pair {
  id: number;
}
