import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';

interface Props {
  label: string;
  button: string;
  initial: string;
  onDone: (name: string) => Promise<void>;
}

/** One name and one button. A form's own submit already waits for the input method to finish. */
export function NameForm({ label, button, initial, onDone }: Props) {
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    try {
      await onDone(name.trim());
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} style={{ display: 'grid', gap: 8, width: 240 }}>
      <TextInput label={label} maxLength={60} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" loading={busy} disabled={!name.trim()}>
        {button}
      </Button>
    </form>
  );
}
