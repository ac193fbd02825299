// A line to write in. The component library shows a label beside the input that screen readers don't connect with it.

import { TextInput, type TextInputProps } from 'react-native-paper';

export function Field({ label, ...rest }: Omit<TextInputProps, 'label'> & { label: string }) {
  return <TextInput mode="outlined" label={label} accessibilityLabel={label} {...rest} />;
}
