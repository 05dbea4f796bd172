import { useMutation, type UseMutationOptions } from '@tanstack/react-query';

/**
 * A mutation that is tried at once, also without network: it then fails in words and nothing typed is lost, where the
 * library's default would wait in silence and send it at some later moment.
 */
export function useAction<Answer, Wanted = void>(options: UseMutationOptions<Answer, Error, Wanted>) {
  return useMutation<Answer, Error, Wanted>({ ...options, networkMode: 'always' });
}
