import type { components } from './schema';
import type * as hand from './types';

type Served = components['schemas'];

/** Names of fields that the interface reads and the server does not send; `never` when there are none. */
type Unserved<Read, Sent> = Exclude<keyof Read, keyof Sent>;

/** Names of fields whose kinds of value have nothing in common: a number read where text is sent. */
type Unlike<Read, Sent> = {
  [Name in keyof Read & keyof Sent]: [Exclude<Read[Name] & Sent[Name], undefined>] extends [never] ? Name : never;
}[keyof Read & keyof Sent];

type Nothing<T extends never> = T;

type Fault<Read, Sent> = Unserved<Read, Sent> | Unlike<Read, Sent>;

/** Compiles only while every field the interface reads is in the server's description, with values of a like kind. */
export type Conformance = [
  Nothing<Fault<hand.Column, Served['ColumnOut']>>,
  Nothing<Fault<hand.View, Served['ViewOut']>>,
  Nothing<Fault<Omit<hand.TableSchema, 'templates'>, Served['TableOut']>>,
  Nothing<Fault<hand.TableEntry, Served['TableSummary']>>,
  Nothing<Fault<hand.PageRow, Served['RowOut']>>,
  Nothing<Fault<hand.Page, Served['PageOut']>>,
  Nothing<Fault<hand.Count, Served['CountOut']>>,
  Nothing<Fault<hand.GroupEntry, Served['GroupOut']>>,
  Nothing<Fault<hand.CellsAnswer, Served['CellsOut']>>,
  Nothing<Fault<Omit<hand.CellResult, 'value'>, Served['CellOut']>>,
  Nothing<Fault<hand.CreateAnswer, Served['NewRowsOut']>>,
  Nothing<Fault<hand.BulkAnswer, Served['BulkOut']>>,
  Nothing<Fault<hand.Session, Served['Session']>>,
  Nothing<Fault<hand.SetupState, Served['SetupState']>>,
  Nothing<Fault<hand.Job, Served['JobOut']>>,
  Nothing<Fault<hand.SearchHit, Served['HitOut']>>,
  Nothing<Fault<Omit<hand.UndoAnswer, 'job'>, Served['UndoOut']>>,
];
