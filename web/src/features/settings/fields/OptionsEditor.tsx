import { ActionIcon, Button, ColorSwatch, Menu, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COLOURS, freshKey, type OptionDraft } from './fields';
import styles from './fields.module.css';

/** The choices of a field, each with its colour; the key behind a choice stays when its name changes. */
export function OptionsEditor({ options, onChange }: { options: readonly OptionDraft[]; onChange: (options: OptionDraft[]) => void }) {
  const { t } = useTranslation('settings');
  const change = (key: string, part: Partial<OptionDraft>) => onChange(options.map((option) => (option.key === key ? { ...option, ...part } : option)));
  return (
    <div className={styles.options} role="group" aria-label={t('fields.options')}>
      <div className={styles.label}>{t('fields.options')}</div>
      {options.map((option, index) => (
        <div key={option.key}>
          <ColourMenu colour={option.color} onChange={(color) => change(option.key, { color })} />
          <TextInput size="sm" aria-label={t('fields.option', { number: index + 1 })} autoFocus={option.label === ''} value={option.label} onChange={(event) => change(option.key, { label: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('fields.option_remove', { name: option.label || index + 1 })} onClick={() => onChange(options.filter(({ key }) => key !== option.key))}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} style={{ justifySelf: 'start' }}
        onClick={() => onChange([...options, { key: freshKey(options), label: '', color: COLOURS[options.length % COLOURS.length] ?? 'gray' }])}
      >
        {t('fields.option_add')}
      </Button>
    </div>
  );
}

function swatch(colour: string): string {
  const named: Record<string, string> = { teal: 'var(--teal-4)', gray: 'var(--gray-5)', green: 'var(--green)', red: 'var(--red)', violet: 'var(--violet)', yellow: 'var(--amber)' };
  return named[colour] ?? `var(--mantine-color-${colour}-5)`;
}

function ColourMenu({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t } = useTranslation('settings');
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('fields.colour')}>
          <ColorSwatch size={16} color={swatch(colour)} withShadow={false} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {COLOURS.map((name) => (
          <Menu.Item key={name} leftSection={<ColorSwatch size={14} color={swatch(name)} withShadow={false} />} onClick={() => onChange(name)}>
            {t(`colour.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
