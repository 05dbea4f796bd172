import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { LoadingBars, PlaceState } from '@/kit/parts/PlaceState';
import { usePhone } from '@/kit/state/usePhone';
import { findSection, GROUPS, sectionsFor, type Section } from './sections';
import styles from './settings.module.css';

/** 设置: sections at the left, the chosen one at the right; on a phone the list first, then the section. */
export function Page() {
  const { t } = useTranslation('settings');
  const session = useSession();
  const phone = usePhone();
  const { page } = useParams({ strict: false });
  const sections = useMemo(() => sectionsFor(session), [session]);
  // On a wide window the first section stands open; with rights over people that is the people.
  const chosen = page === undefined ? (phone ? undefined : (findSection(sections, 'people') ?? sections[0])) : findSection(sections, page);
  if (phone && page === undefined) return <SectionList sections={sections} />;
  return (
    <div className={styles.page} data-phone={phone}>
      {!phone && <SectionList sections={sections} chosen={chosen} />}
      <div className={styles.content}>
        {phone && (
          <Button size="compact-sm" variant="subtle" color="gray" component={Link} to="/settings" leftSection={<IconChevronLeft size={16} />} className={styles.back}>
            {t('title')}
          </Button>
        )}
        {chosen ? (
          <Suspense key={chosen.key} fallback={<LoadingBars />}>
            <chosen.Content />
          </Suspense>
        ) : (
          <PlaceState kind="lock" title={t('no_section.title')} words={t('no_section.words')} />
        )}
      </div>
    </div>
  );
}

function SectionList({ sections, chosen }: { sections: readonly Section[]; chosen?: Section | undefined }) {
  const { t } = useTranslation('settings');
  return (
    <nav className={styles.nav} aria-label={t('title')}>
      {GROUPS.map((group) => {
        const found = sections.filter((section) => section.group === group);
        if (found.length === 0) return null;
        return (
          <div key={group}>
            <div className={styles.navGroup}>{t(`group.${group}`)}</div>
            {found.map(({ key, icon: Icon }) => (
              <Link key={key} to="/settings/$page" params={{ page: key }} className={styles.navItem} data-on={chosen?.key === key || undefined} aria-current={chosen?.key === key ? 'page' : undefined}>
                <Icon size={16} stroke={1.75} />
                <span>{t(`section.${key}`)}</span>
                <IconChevronRight size={16} className={styles.navArrow} />
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
