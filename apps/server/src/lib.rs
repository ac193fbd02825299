    let csp = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let csp = HeaderValue::from_static(csp);
    // Over plain HTTP browsers ignore it (RFC 6797, section 8.1); a proxy that speaks TLS says it itself.
    let stay_with_tls = app.gate.tls.then(|| fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    api::routes()
        .merge(launch::routes())
        .merge(console::pages())
        .fallback(nothing_there)
        .with_state(app.clone())
        .merge(docs::pages())
        .method_not_allowed_fallback(|| async { error::ApiError::method() })
        .layer(from_fn_with_state(app.clone(), audit::log))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .merge(console::assets())
        .merge(web_app::pages(&app))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(CatchPanicLayer::custom(|_| error::ApiError::internal("a handler panicked").respond()))
        .layer(from_fn_with_state(app, observe::observe))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(SetResponseHeaderLayer::if_not_present(header::CONTENT_SECURITY_POLICY, csp))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(tower::util::option_layer(stay_with_tls))
}

/// An address that leads nowhere: a page for people, an error for programs.
async fn nothing_there(headers: HeaderMap, guest: console::Guest) -> Response {
    let error = error::ApiError::not_found("route", "this address");
    if console::wants_page(&headers) { guest.refuse(&error) } else { error.into_response() }
}
