import { mayDo, useSession } from '@/api/session';
import type { TableSchema } from '@/api/types';
import type { FactEdit } from '../facts/useFactEdit';
import type { RecordDetail } from '../types';
import { Doubts } from './Doubts';
import { FitCard } from './FitCard';
import { PastLeads } from './PastLeads';
import { Returned } from './Returned';
import styles from './quality.module.css';

interface Props {
  schema: TableSchema;
  record: RecordDetail;
  edit: FactEdit;
  canEdit: boolean;
}

/** What is doubtful about the lead, how well it fits, and how its like went: above the facts. */
export function Quality({ schema, record, edit, canEdit }: Props) {
  const session = useSession();
  const sees = (column: string) => schema.columns.some(({ id }) => id === column);
  return (
    <div className={styles.quality}>
      {record.cells['review_state'] === 'returned' && <Returned record={record} canEdit={canEdit} mayRead={mayDo(session, 'leads', 'edit')} />}
      {sees('flags') && <Doubts schema={schema} record={record} edit={edit} canEdit={canEdit} />}
      {sees('fit_score') && <FitCard record={record} edit={edit} canEdit={canEdit} />}
      {sees('industry') && <PastLeads record={record} />}
    </div>
  );
}
