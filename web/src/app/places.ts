import { IconBeach, IconChartDots, IconChecklist, IconFileImport, IconHistory, IconLibrary, IconListCheck, IconReportMoney, IconSettings, IconSunHigh, IconUsers } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Session } from '@/api/types';
import { mayDo } from '@/api/session';
import { hasFeature } from './features';

export interface Place {
  key: 'today' | 'leads' | 'pool' | 'tasks' | 'enquiries' | 'materials' | 'overview' | 'review' | 'import' | 'history' | 'settings';
  to: '/today' | '/leads' | '/pool' | '/tasks' | '/enquiries' | '/materials' | '/overview' | '/review' | '/import' | '/history' | '/settings';
  icon: ComponentType<{ size?: number; stroke?: number }>;
  feature: string;
  /** Paths beside its own that belong to this place. */
  also?: readonly string[];
  /** Stands at the foot of the rail. */
  last?: boolean;
  hotkey: string;
}

const ALL: Place[] = [
  { key: 'today', to: '/today', icon: IconSunHigh, feature: 'today', hotkey: 'alt+t' },
  { key: 'leads', to: '/leads', icon: IconUsers, feature: 'table', hotkey: 'alt+1', also: ['/duplicates', '/collisions', '/merge', '/handover', '/mailings'] },
  { key: 'pool', to: '/pool', icon: IconBeach, feature: 'table', hotkey: 'alt+9' },
  { key: 'tasks', to: '/tasks', icon: IconListCheck, feature: 'table', hotkey: 'alt+8' },
  { key: 'enquiries', to: '/enquiries', icon: IconReportMoney, feature: 'table', hotkey: 'alt+6' },
  { key: 'materials', to: '/materials', icon: IconLibrary, feature: 'materials', hotkey: 'alt+m' },
  { key: 'overview', to: '/overview', icon: IconChartDots, feature: 'overview', hotkey: 'alt+2' },
  { key: 'review', to: '/review', icon: IconChecklist, feature: 'review', hotkey: 'alt+7' },
  { key: 'import', to: '/import', icon: IconFileImport, feature: 'import', hotkey: 'alt+3' },
  { key: 'history', to: '/history', icon: IconHistory, feature: 'history', hotkey: 'alt+4' },
  { key: 'settings', to: '/settings', icon: IconSettings, feature: 'settings', last: true, hotkey: 'alt+5' },
];

/** The places this person can go to; one without the right or not built is not shown at all. */
export function placesFor(session: Session): Place[] {
  return ALL.filter((place) => {
    if (!hasFeature(place.feature)) return false;
    // Whom to contact comes from the log: who sees none has nothing to do here.
    if (place.key === 'today') return mayDo(session, 'followups', 'create') && (session.tables['leads']?.reach ?? 'none') !== 'none';
    if (place.key === 'enquiries' || place.key === 'tasks' || place.key === 'materials') return (session.tables[place.key]?.reach ?? 'none') !== 'none';
    if (place.key === 'pool') return mayDo(session, 'leads', 'edit');
    if (place.key === 'review') return mayDo(session, 'reviews', 'create');
    return place.key !== 'import' || mayDo(session, 'leads', 'import') || mayDo(session, 'leads', 'create');
  });
}

/** Where a person begins: sellers with whom to contact, everybody else with the leads. */
export function homeOf(session: Session): '/today' | '/leads' {
  const sells = session.tables['leads']?.reach === 'own' && placesFor(session).some(({ key }) => key === 'today');
  return sells ? '/today' : '/leads';
}
