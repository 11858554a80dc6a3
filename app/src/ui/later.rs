//! Views that the server never sends, and so never need hydration.

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    view::{
        Position, PositionState, Render, RenderFlags, RenderHtml,
        add_attr::AddAnyAttr,
        any_view::{AnyView, IntoAny},
    },
};

/// A view of a screen that no page begins with. Leptos makes code for each view that builds it and code that hydrates it; for
/// these the second half, about a quarter of the widget, is left out. On the server it renders as any view.
pub struct Later<V>(pub V);

impl<V: Render> Render for Later<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<V: RenderHtml + 'static> AddAnyAttr for Later<V> {
    type Output<A: Attribute> = AnyView;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> AnyView
    where
        AnyView: RenderHtml,
    {
        self.0.into_any().add_any_attr(attribute).into_any()
    }
}

impl<V: RenderHtml + 'static> RenderHtml for Later<V> {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = V::MIN_LENGTH;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, html: &mut String, position: &mut Position, flags: RenderFlags, attributes: Vec<AnyAttribute>) {
        #[cfg(feature = "ssr")]
        self.0.to_html_with_buf(html, position, flags, attributes);
        #[cfg(not(feature = "ssr"))]
        let _ = (html, position, flags, attributes);
    }

    /// A page that does begin with such a view gets it built anew.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.0.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
