import {
  IconBeach,
  IconClockHour9,
  IconRecycle,
  IconUserOff,
  IconFilterSearch,
  IconForms,
  IconGitMerge,
  IconHierarchy2,
  IconListCheck,
  IconMailDown,
  IconLibrary,
  IconMailPlus,
  IconMap,
  IconPhoneCheck,
  IconRepeat,
  IconRobot,
  IconScoreboard,
  IconShieldCheck,
  IconShieldLock,
  IconStairsUp,
  IconRoute,
  IconClockHour4,
  IconSunHigh,
  IconTrash,
  IconUser,
  IconUserCheck,
  IconUsers,
  IconWorld,
  IconWorldWww,
} from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import { mayDo } from '@/api/session';
import type { Session } from '@/api/types';

export const GROUPS = ['mine', 'people', 'data', 'system'] as const;
export type Group = (typeof GROUPS)[number];

export interface Section {
  key:
    | 'account'
    | 'people'
    | 'units'
    | 'roles'
    | 'stages'
    | 'fields'
    | 'channels'
    | 'cadences'
    | 'contact'
    | 'materials'
    | 'today_weights'
    | 'freshness'
    | 'trash'
    | 'integrity'
    | 'forms'
    | 'mailboxes'
    | 'mail_templates'
    | 'robots'
    | 'background'
    | 'merge_rules'
    | 'scorecards'
    | 'assignment_rules'
    | 'service_levels'
    | 'cleaning'
    | 'regions'
    | 'completeness'
    | 'pools'
    | 'recycle_rules'
    | 'working_hours'
    | 'absences';
  group: Group;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  may: (session: Session) => boolean;
  Content: ComponentType;
}

/** Sees the table at all. */
const sees = (table: string) => (session: Session) => (session.tables[table]?.reach ?? 'none') !== 'none';

export const SECTIONS: readonly Section[] = [
  { key: 'account', group: 'mine', icon: IconUser, may: () => true, Content: lazy(() => import('./account/AccountSection')) },
  { key: 'people', group: 'people', icon: IconUsers, may: sees('people'), Content: lazy(() => import('./people/PeopleSection')) },
  { key: 'units', group: 'people', icon: IconHierarchy2, may: sees('units'), Content: lazy(() => import('./units/UnitsSection')) },
  { key: 'roles', group: 'people', icon: IconShieldLock, may: sees('roles'), Content: lazy(() => import('./roles/RolesSection')) },
  { key: 'absences', group: 'people', icon: IconUserOff, may: sees('absences'), Content: lazy(() => import('./working/AbsencesSection')) },
  { key: 'working_hours', group: 'people', icon: IconClockHour9, may: sees('working_hours'), Content: lazy(() => import('./working/WorkingSection')) },
  { key: 'stages', group: 'data', icon: IconStairsUp, may: sees('stages'), Content: lazy(() => import('./stages/StagesSection')) },
  { key: 'fields', group: 'data', icon: IconForms, may: (session) => mayDo(session, 'leads', 'configure') || session.person.is_admin, Content: lazy(() => import('./fields/FieldsSection')) },
  { key: 'channels', group: 'data', icon: IconWorld, may: sees('channels'), Content: lazy(() => import('./channels/ChannelsSection')) },
  { key: 'cadences', group: 'data', icon: IconRepeat, may: sees('cadences'), Content: lazy(() => import('./lists/CadencesSection')) },
  { key: 'contact', group: 'data', icon: IconPhoneCheck, may: sees('contact_policies'), Content: lazy(() => import('./lists/ContactSection')) },
  { key: 'materials', group: 'data', icon: IconLibrary, may: sees('material_kinds'), Content: lazy(() => import('./lists/MaterialsSection')) },
  { key: 'today_weights', group: 'data', icon: IconSunHigh, may: sees('today_weights'), Content: lazy(() => import('./lists/TodayWeightsSection')) },
  { key: 'freshness', group: 'data', icon: IconUserCheck, may: sees('freshness_periods'), Content: lazy(() => import('./lists/FreshnessSection')) },
  { key: 'forms', group: 'data', icon: IconWorldWww, may: (session) => mayDo(session, 'web_forms', 'edit'), Content: lazy(() => import('./forms/FormsSection')) },
  { key: 'mailboxes', group: 'data', icon: IconMailDown, may: (session) => session.person.is_admin, Content: lazy(() => import('./mailboxes/MailboxesSection')) },
  { key: 'mail_templates', group: 'data', icon: IconMailPlus, may: sees('mail_templates'), Content: lazy(() => import('./lists/TemplatesSection')) },
  { key: 'merge_rules', group: 'data', icon: IconGitMerge, may: sees('merge_rules'), Content: lazy(() => import('./lists/MergeRulesSection')) },
  { key: 'scorecards', group: 'data', icon: IconScoreboard, may: sees('scorecards'), Content: lazy(() => import('./scorecards/ScorecardsSection')) },
  { key: 'assignment_rules', group: 'data', icon: IconRoute, may: sees('assignment_rules'), Content: lazy(() => import('./assigning/RulesSection')) },
  { key: 'service_levels', group: 'data', icon: IconClockHour4, may: sees('service_levels'), Content: lazy(() => import('./assigning/LevelsSection')) },
  { key: 'regions', group: 'data', icon: IconMap, may: sees('regions'), Content: lazy(() => import('./cleaning/RegionsSection')) },
  { key: 'cleaning', group: 'data', icon: IconFilterSearch, may: sees('cleaning_rules'), Content: lazy(() => import('./cleaning/CleaningSection')) },
  { key: 'completeness', group: 'data', icon: IconListCheck, may: sees('completeness_fields'), Content: lazy(() => import('./cleaning/CompletenessSection')) },
  { key: 'pools', group: 'data', icon: IconBeach, may: sees('pools'), Content: lazy(() => import('./pool/PoolsSection')) },
  { key: 'recycle_rules', group: 'data', icon: IconRecycle, may: sees('recycle_rules'), Content: lazy(() => import('./pool/RecycleRulesSection')) },
  { key: 'trash', group: 'data', icon: IconTrash, may: sees('leads'), Content: lazy(() => import('./trash/TrashSection')) },
  { key: 'background', group: 'system', icon: IconListCheck, may: (session) => session.person.is_admin, Content: lazy(() => import('./background/BackgroundSection')) },
  { key: 'robots', group: 'system', icon: IconRobot, may: (session) => session.person.is_admin, Content: lazy(() => import('./robots/RobotsSection')) },
  { key: 'integrity', group: 'system', icon: IconShieldCheck, may: (session) => session.person.is_admin, Content: lazy(() => import('./integrity/IntegritySection')) },
];

/** Other names a link may use for a section. */
const ALIASES: Record<string, Section['key']> = { password: 'account', sessions: 'account', tokens: 'account', language: 'account', notices: 'account', calendar: 'account', seal: 'integrity', jobs: 'background', mail: 'background' };

export function sectionsFor(session: Session): Section[] {
  return SECTIONS.filter((section) => section.may(session));
}

export function findSection(sections: readonly Section[], page: string | undefined): Section | undefined {
  const key = page === undefined ? undefined : (ALIASES[page] ?? page);
  return sections.find((section) => section.key === key);
}
