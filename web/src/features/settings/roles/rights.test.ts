import { describe, expect, it } from 'vitest';
import { columnRight, exceptions, sameAccess, withAction, withColumn, withReach } from './rights';
import type { Access } from './types';

const SELLER: Access = { reach: 'own', actions: ['create', 'edit'], columns: { budget: 'hidden' }, default_column: 'edit' };

describe('rights of a role on a table', () => {
  it('are the same whatever the order of the actions', () => {
    expect(sameAccess(SELLER, { ...SELLER, actions: ['edit', 'create'] })).toBe(true);
    expect(sameAccess(SELLER, { ...SELLER, actions: ['edit'] })).toBe(false);
    expect(sameAccess(SELLER, { ...SELLER, columns: { budget: 'hidden', amount: 'edit' } })).toBe(true);
    expect(sameAccess(SELLER, { ...SELLER, columns: {} })).toBe(false);
  });

  it('write down only columns that differ from the default', () => {
    const masked = withColumn(SELLER, 'mobile', 'masked');
    expect(masked.columns).toEqual({ budget: 'hidden', mobile: 'masked' });
    expect(withColumn(masked, 'mobile', 'edit').columns).toEqual({ budget: 'hidden' });
    expect(columnRight(masked, 'company')).toBe('edit');
    expect(exceptions(masked)).toEqual({ hidden: 1, masked: 1 });
  });

  it('lose every action with the sight', () => {
    expect(withReach(SELLER, 'none').actions).toEqual([]);
    expect(withReach(SELLER, 'team').actions).toEqual(['create', 'edit']);
  });

  it('keep the fixed order of actions', () => {
    expect(withAction(SELLER, 'delete', true).actions).toEqual(['create', 'edit', 'delete']);
    expect(withAction(SELLER, 'create', false).actions).toEqual(['edit']);
  });
});
