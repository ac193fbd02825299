// The signs beside words and on buttons. What they mean is said by the words, so screen readers pass over them.

import MaterialCommunityIcons from '@expo/vector-icons/MaterialCommunityIcons';
import type { ComponentProps } from 'react';
import { StyleSheet } from 'react-native';

type Name = ComponentProps<typeof MaterialCommunityIcons>['name'];

/** In place of the component library's own, which are pictures without a name to a browser. */
export function DecorativeIcon({ name, color, size, direction }: { name: string; color?: string; size: number; direction: 'rtl' | 'ltr' }) {
  const turned = direction === 'rtl' ? styles.turned : null;
  return (
    <MaterialCommunityIcons
      name={name as Name}
      color={color}
      size={size}
      style={[{ lineHeight: size }, styles.icon, turned]}
      aria-hidden
      accessibilityElementsHidden
      importantForAccessibility="no-hide-descendants"
      selectable={false}
    />
  );
}

const styles = StyleSheet.create({ icon: { backgroundColor: 'transparent', pointerEvents: 'none' }, turned: { transform: [{ scaleX: -1 }] } });
