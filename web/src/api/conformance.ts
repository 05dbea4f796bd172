import type { components } from './schema';
import type * as hand from './types';

type Served = components['schemas'];

/** Names of fields that the interface reads and the server does not send; `never` when there are none. */
type Unserved<Read, Sent> = Exclude<keyof Read, keyof Sent>;

type Nothing<T extends never> = T;

/** Compiles only while every field the interface reads is in the server's description. */
export type Conformance = [
  Nothing<Unserved<hand.Column, Served['ColumnOut']>>,
  Nothing<Unserved<hand.View, Served['ViewOut']>>,
  Nothing<Unserved<Omit<hand.TableSchema, 'templates'>, Served['TableOut']>>,
  Nothing<Unserved<hand.TableEntry, Served['TableSummary']>>,
  Nothing<Unserved<hand.PageRow, Served['RowOut']>>,
  Nothing<Unserved<hand.Page, Served['PageOut']>>,
  Nothing<Unserved<hand.Count, Served['CountOut']>>,
  Nothing<Unserved<hand.GroupEntry, Served['GroupOut']>>,
  Nothing<Unserved<hand.CellsAnswer, Served['CellsOut']>>,
  Nothing<Unserved<Omit<hand.CellResult, 'value'>, Served['CellOut']>>,
  Nothing<Unserved<hand.CreateAnswer, Served['NewRowsOut']>>,
  Nothing<Unserved<hand.BulkAnswer, Served['BulkOut']>>,
  Nothing<Unserved<hand.Session, Served['Session']>>,
  Nothing<Unserved<hand.SetupState, Served['SetupState']>>,
  Nothing<Unserved<hand.Job, Served['JobOut']>>,
  Nothing<Unserved<hand.SearchHit, Served['HitOut']>>,
  Nothing<Unserved<Omit<hand.UndoAnswer, 'job'>, Served['UndoOut']>>,
];
