import { createContext, useContext, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const SlotContext = createContext<HTMLElement | null>(null);

export const SlotProvider = SlotContext.Provider;

/** Shows its children beside the place's title in the top bar: a count, a state. */
export function TopBarExtra({ children }: { children: ReactNode }) {
  const target = useContext(SlotContext);
  return target ? createPortal(children, target) : null;
}
