import type { DisplayProps, FieldType } from '../field_type';

/** Only web addresses become links: a typed `javascript:` stays plain text. */
function UrlDisplay({ value }: DisplayProps<string>) {
  const words = value.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  if (!/^https?:\/\//i.test(value)) return <span className="f-text">{value}</span>;
  return (
    <a className="f-text f-url" href={value} target="_blank" rel="noreferrer noopener" tabIndex={-1}>
      {words}
    </a>
  );
}

export const url: FieldType<string> = {
  align: 'left',
  editor: 'line',
  Display: UrlDisplay,
  words: (value) => value,
  text: (value) => value,
};
